package browser

import (
	"encoding/json"
	"fmt"
	"time"

	"golang.org/x/net/websocket"
)

// object is a JSON object of WebDriver BiDi.
type object map[string]any

// origin is who Firefox is told to listen to.
const origin = "http://127.0.0.1"

// wire is a session of WebDriver BiDi. Events are read while an answer is waited for, so it needs no
// reader of its own.
type wire struct {
	conn *websocket.Conn
	last int
	seen notes
}

func dial(address string) (*wire, error) {
	conn, err := websocket.Dial(address, "", origin)
	if err != nil {
		return nil, err
	}
	conn.MaxPayloadBytes = 256 << 20
	return &wire{conn: conn}, nil
}

func (w *wire) close() { w.conn.Close() }

// message is an answer or an event.
type message struct {
	ID      int
	Type    string // success, error or event
	Method  string
	Params  json.RawMessage
	Result  json.RawMessage
	Error   string
	Message string
}

// logEntry is the event log.entryAdded.
type logEntry struct {
	Level, Type, Text string
	Source            struct{ Realm string }
}

// call sends a command and waits for its answer.
func (w *wire) call(method string, params object) (json.RawMessage, error) {
	w.last++
	if err := w.conn.SetDeadline(time.Now().Add(2 * time.Minute)); err != nil {
		return nil, err
	}
	if err := websocket.JSON.Send(w.conn, object{"id": w.last, "method": method, "params": params}); err != nil {
		return nil, err
	}
	for {
		var m message
		if err := websocket.JSON.Receive(w.conn, &m); err != nil {
			return nil, fmt.Errorf("%s: %w", method, err)
		}
		switch {
		case m.Type == "event":
			if err := w.hear(m); err != nil {
				return nil, err
			}
		case m.ID == w.last && m.Type == "error":
			return nil, fmt.Errorf("%s: %s: %s", method, m.Error, m.Message)
		case m.ID == w.last:
			return m.Result, nil
		}
	}
}

// hear notes what the browser tells.
func (w *wire) hear(m message) error {
	switch m.Method {
	case "log.entryAdded":
		var e logEntry
		if err := json.Unmarshal(m.Params, &e); err != nil {
			return err
		}
		if said := complaint(e); said != "" {
			w.seen.faults = append(w.seen.faults, said)
		}
	case "network.beforeRequestSent":
		var sent struct{ Request struct{ URL string } }
		if err := json.Unmarshal(m.Params, &sent); err != nil {
			return err
		}
		w.seen.requests = append(w.seen.requests, sent.Request.URL)
	}
	return nil
}
