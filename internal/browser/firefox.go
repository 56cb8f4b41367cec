package browser

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// startFirefox starts a Firefox, which opens a window for each tab.
func startFirefox() (open func() (engine, error), end func(), err error) {
	path, err := program("FIREFOX", "firefox", "firefox-esr")
	if err != nil {
		return nil, nil, err
	}
	dir, err := os.MkdirTemp("", "redial-firefox-*")
	if err != nil {
		return nil, nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "user.js"), []byte(quietFirefox), 0o600); err != nil {
		return nil, nil, err
	}
	cmd := exec.Command(path, "--headless", "--no-remote", "--profile", dir, "--remote-debugging-port", "0", "--remote-allow-origins", origin, "about:blank")
	cmd.Env = append(os.Environ(), "MOZ_DISABLE_AUTO_SAFE_MODE=1", "MOZ_CRASHREPORTER_DISABLE=1", "HOME="+dir)
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	stop := func() { cmd.Process.Kill(); cmd.Wait(); os.RemoveAll(dir) }
	w, err := newSession(filepath.Join(dir, "WebDriverBiDiServer.json"))
	if err != nil {
		stop()
		return nil, nil, err
	}
	return func() (engine, error) { return newFirefox(w) }, func() { w.close(); stop() }, nil
}

// newSession begins a session with the browser that writes down in a file where it listens.
func newSession(file string) (*wire, error) {
	w, err := reach(file)
	if err == nil {
		_, err = w.call("session.new", object{"capabilities": object{}})
	}
	if err == nil {
		_, err = w.call("session.subscribe", object{"events": []string{"log.entryAdded", "network.beforeRequestSent"}})
	}
	return w, err
}

// quietFirefox are preferences of a browser that asks nothing and calls nobody.
const quietFirefox = `
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.backup.enabled", false);
user_pref("browser.newtabpage.enabled", false);
user_pref("browser.safebrowsing.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("dom.disable_open_during_load", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("extensions.systemAddon.update.enabled", false);
user_pref("intl.accept_languages", "en-GB");
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,#none");
user_pref("toolkit.telemetry.server", "data:,");
user_pref("ui.systemUsesDarkTheme", 0);
`

// reach waits until Firefox has written down where it listens.
func reach(file string) (*wire, error) {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		var at struct {
			Host string `json:"ws_host"`
			Port int    `json:"ws_port"`
		}
		if data, err := os.ReadFile(file); err == nil && json.Unmarshal(data, &at) == nil {
			return dial(fmt.Sprintf("ws://%s:%d/session", at.Host, at.Port))
		}
	}
	return nil, errors.New("no word from Firefox of where it listens")
}

// firefox is a window of Firefox.
type firefox struct {
	wire    *wire
	context string
	script  string
}

func newFirefox(w *wire) (*firefox, error) {
	r, err := w.call("browsingContext.create", object{"type": "window"})
	if err != nil {
		return nil, err
	}
	var made struct{ Context string }
	err = json.Unmarshal(r, &made)
	w.seen = notes{}
	return &firefox{wire: w, context: made.Context}, err
}

func (f *firefox) call(method string, params object) (json.RawMessage, error) {
	params["context"] = f.context
	return f.wire.call(method, params)
}

func (f *firefox) noted() notes {
	n := f.wire.seen
	f.wire.seen = notes{}
	return n
}

func (f *firefox) first(script string) error {
	if f.script != "" {
		if _, err := f.wire.call("script.removePreloadScript", object{"script": f.script}); err != nil {
			return err
		}
	}
	r, err := f.wire.call("script.addPreloadScript", object{"functionDeclaration": "function () {" + script + "\n}", "contexts": []string{f.context}})
	if err != nil {
		return err
	}
	var made struct{ Script string }
	err = json.Unmarshal(r, &made)
	f.script = made.Script
	return err
}

func (f *firefox) open(address string) error {
	_, err := f.call("browsingContext.navigate", object{"url": address, "wait": "complete"})
	return err
}

func (f *firefox) eval(expression string) (json.RawMessage, error) {
	r, err := f.wire.call("script.evaluate", object{
		"expression": inJSON(expression), "target": object{"context": f.context}, "awaitPromise": true, "userActivation": false,
	})
	if err != nil {
		return nil, err
	}
	var gave struct {
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	if err := json.Unmarshal(r, &gave); err != nil {
		return nil, err
	}
	if gave.ExceptionDetails.Text != "" {
		return nil, errors.New(gave.ExceptionDetails.Text)
	}
	return json.RawMessage(gave.Result.Value), nil
}

// firefoxKeys are the keys that are no character (WebDriver, "keyboard actions").
var firefoxKeys = map[string]string{"Enter": "\uE007", "Escape": "\uE00C", "Tab": "\uE004", "ArrowDown": "\uE015", "ArrowUp": "\uE013", "Backspace": "\uE003"}

func (f *firefox) press(keys []string) error {
	var does []object
	for _, k := range keys {
		if named, ok := firefoxKeys[k]; ok {
			k = named
		}
		does = append(does, object{"type": "keyDown", "value": k}, object{"type": "keyUp", "value": k})
	}
	_, err := f.call("input.performActions", object{"actions": []object{{"type": "key", "id": "keys", "actions": does}}})
	return err
}

func (f *firefox) click(x, y float64) error {
	does := []object{
		{"type": "pointerMove", "x": int(x), "y": int(y)}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0},
	}
	_, err := f.call("input.performActions", object{"actions": []object{{"type": "pointer", "id": "mouse", "actions": does}}})
	return err
}

func (f *firefox) size(width, height int) error {
	_, err := f.call("browsingContext.setViewport", object{"viewport": object{"width": width, "height": height}})
	return err
}

func (f *firefox) zone(name string) error {
	params := object{"contexts": []string{f.context}, "timezone": name}
	if name == "" {
		params["timezone"] = nil
	}
	_, err := f.wire.call("emulation.setTimezoneOverride", params)
	return err
}

func (f *firefox) picture() ([]byte, error) {
	r, err := f.call("browsingContext.captureScreenshot", object{})
	if err != nil {
		return nil, err
	}
	var taken struct{ Data []byte } // in base64
	err = json.Unmarshal(r, &taken)
	return taken.Data, err
}

// dark is what the protocol has no word for; a page's own setting shows its dark theme.
func (f *firefox) dark(wish bool) error {
	if wish {
		return errors.ErrUnsupported
	}
	return nil
}

func (f *firefox) close() {
	f.wire.call("script.removePreloadScript", object{"script": f.script})
	f.call("browsingContext.close", object{})
}

// complaint turns an event into what a tab notes; empty for what is none.
func complaint(e logEntry) string {
	if e.Level != "error" || strings.HasPrefix(e.Source.Realm, "chrome:") {
		return ""
	}
	return e.Type + ": " + e.Text
}
