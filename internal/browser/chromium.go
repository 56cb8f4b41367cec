package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Chrome gives the path of a Chromium.
func Chrome() (string, error) {
	return program("CHROMIUM", "/usr/lib/chromium/chromium", "google-chrome", "chrome", "chromium-browser", "chromium")
}

// startChromium starts a Chromium, which opens a window for each tab.
func startChromium() (open func() (engine, error), end func(), err error) {
	path, err := Chrome()
	if err != nil {
		return nil, nil, err
	}
	dir, err := os.MkdirTemp("", "redial-chromium-*")
	if err != nil {
		return nil, nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(dir), chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en-GB"),
		chromedp.Flag("force-device-scale-factor", "1"))
	parent, stop := chromedp.NewExecAllocator(context.Background(), options...)
	root, cancel := chromedp.NewContext(parent)
	end = func() { cancel(); stop(); os.RemoveAll(dir) }
	if err := chromedp.Do(root, chromedp.Navigate("about:blank")); err != nil {
		end()
		return nil, nil, err
	}
	return func() (engine, error) { return newChromium(root) }, end, nil
}

// chromium is a window of Chromium.
type chromium struct {
	ctx    context.Context
	cancel func()
	script page.ScriptIdentifier

	mu   sync.Mutex
	seen notes
}

// longest is the longest that a tab is worked with.
const longest = 10 * time.Minute

func newChromium(root context.Context) (*chromium, error) {
	ctx, cancel := chromedp.NewContext(root)
	ctx, timeout := context.WithTimeout(ctx, longest)
	c := &chromium{ctx: ctx, cancel: func() { timeout(); cancel() }}
	err := chromedp.Do(ctx, chromedp.Navigate("about:blank"))
	if err == nil {
		err = chromedp.Listen(ctx, c.hear)
	}
	if err == nil {
		_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
	}
	if err == nil {
		_, err = chromedp.Call(ctx, log.Enable, struct{}{})
	}
	if err != nil {
		c.cancel()
		return nil, err
	}
	return c, nil
}

// hear notes what the browser tells.
func (c *chromium) hear(event any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		c.seen.faults = append(c.seen.faults, "thrown: "+thrown(e))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			c.seen.faults = append(c.seen.faults, fmt.Sprintf("console: %s", said(e)))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			c.seen.faults = append(c.seen.faults, "log: "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		c.seen.requests = append(c.seen.requests, e.Request.URL)
	}
}

func thrown(e *runtime.EventExceptionThrown) string {
	if x := e.ExceptionDetails.Exception; x != nil && x.Description != "" {
		return x.Description
	}
	return e.ExceptionDetails.Text
}

func said(e *runtime.EventConsoleAPICalled) string {
	text := ""
	for _, a := range e.Args {
		text += a.Description + string(a.Value) + " "
	}
	return text
}

func (c *chromium) noted() notes {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := c.seen
	c.seen = notes{}
	return n
}

func (c *chromium) first(script string) error {
	if c.script != "" {
		if _, err := chromedp.Call(c.ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams{Identifier: c.script}); err != nil {
			return err
		}
	}
	r, err := chromedp.Call(c.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	c.script = r.Identifier
	return err
}

func (c *chromium) open(address string) error { return chromedp.Do(c.ctx, chromedp.Navigate(address)) }

func (c *chromium) eval(expression string) (json.RawMessage, error) {
	text, err := chromedp.Run(c.ctx, chromedp.Evaluate[string](inJSON(expression), chromedp.EvalAwaitPromise))
	return json.RawMessage(text), err
}

// inJSON makes an expression give its value, or that of its promise, as JSON.
func inJSON(expression string) string {
	return "Promise.resolve(" + expression + "\n).then(function (v) { return JSON.stringify(v === undefined ? null : v); })"
}

// chromiumKeys are the keys that are no character.
var chromiumKeys = map[string]rune{"Enter": '\r', "Escape": []rune(kb.Escape)[0], "Tab": '\t', "ArrowDown": []rune(kb.ArrowDown)[0], "ArrowUp": []rune(kb.ArrowUp)[0], "Backspace": '\b'}

// press sends a key as the keyboard does: what it writes comes with its going down, so that a page which
// takes the key for itself keeps it from being written.
func (c *chromium) press(keys []string) error {
	for _, k := range keys {
		r, named := chromiumKeys[k]
		if !named {
			r = []rune(k)[0]
		}
		for _, e := range kb.Encode(r) {
			if e.Type == kb.KeyChar {
				continue
			}
			if !named {
				e.Key = k // that of a letter which is on no keyboard of the driver's is not known
			}
			if writes := named && r == '\r' || !named; e.Type == kb.KeyDown && writes {
				e.Text, e.UnmodifiedText = string(r), string(r)
			}
			if _, err := chromedp.Call(c.ctx, input.DispatchKeyEvent, *e); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *chromium) click(x, y float64) error { return chromedp.Do(c.ctx, chromedp.MouseClickXY(x, y)) }

func (c *chromium) size(width, height int) error {
	return chromedp.Do(c.ctx, chromedp.EmulateViewport(int64(width), int64(height)))
}

func (c *chromium) zone(name string) error {
	_, err := chromedp.Call(c.ctx, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: name})
	return err
}

func (c *chromium) dark(wish bool) error {
	value := "light"
	if wish {
		value = "dark"
	}
	_, err := chromedp.Call(c.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: value}}})
	return err
}

func (c *chromium) picture() ([]byte, error) {
	return chromedp.Run(c.ctx, chromedp.CaptureScreenshot())
}

func (c *chromium) close() { c.cancel() }
