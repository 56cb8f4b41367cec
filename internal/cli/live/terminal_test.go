//go:build linux

package live

import (
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// terminal is a program in a pseudo-terminal, that of script(1).
type terminal struct {
	t     *testing.T
	keys  io.WriteCloser
	shown words
	cmd   *exec.Cmd
	done  chan error
}

// openTerminal starts a command line in a terminal of 80 columns.
func openTerminal(t *testing.T, dir string, env []string, line string) *terminal {
	t.Helper()
	x := &terminal{t: t, cmd: exec.Command("script", "-q", "-e", "-c", "stty rows 24 cols 80; "+line, "/dev/null"), done: make(chan error, 1)}
	x.cmd.Dir, x.cmd.Env = dir, append(env, "TERM=xterm")
	x.cmd.Stdout, x.cmd.Stderr = &x.shown, &x.shown
	var err error
	x.keys, err = x.cmd.StdinPipe()
	check(t, err)
	check(t, x.cmd.Start())
	go func() { x.done <- x.cmd.Wait() }()
	t.Cleanup(x.close)
	return x
}

// expect waits until the screen was drawn with a text.
func (x *terminal) expect(text string) {
	x.t.Helper()
	if !within(bound(10*time.Second), func() bool { return strings.Contains(x.shown.String(), text) }) {
		x.t.Fatalf("the terminal never showed %q:\n%s", text, x.end())
	}
}

// press sends keys.
func (x *terminal) press(keys string) {
	x.t.Helper()
	_, err := io.WriteString(x.keys, keys)
	check(x.t, err)
}

// ends waits until the program has ended.
func (x *terminal) ends() {
	x.t.Helper()
	select {
	case err := <-x.done:
		x.done <- err
	case <-time.After(bound(10 * time.Second)):
		x.t.Fatalf("%s does not end:\n%s", x.cmd.Args, x.end())
	}
}

func (x *terminal) close() {
	x.keys.Close()
	select {
	case <-x.done:
	case <-time.After(time.Second):
		x.cmd.Process.Kill()
		<-x.done
	}
}

// end is the last that was drawn.
func (x *terminal) end() string {
	s := x.shown.String()
	return fmt.Sprintf("%q", s[max(0, len(s)-1000):])
}
