package cli

import (
	"fmt"
	"os/exec"
	"runtime"
	"time"
)

// browse shows a file in the user's browser. The program that does so is asked whether it could, but
// not for longer than a moment: some stay until the browser is closed.
func browse(file string) error {
	cmd := opener(runtime.GOOS, file)
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }() // ends with the program; nobody need be left to listen
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%s: %w", cmd.Args[0], err)
		}
		return nil
	case <-time.After(time.Second):
		return nil
	}
}

// opener is the command of a system that opens a file with the program meant for it.
func opener(system, file string) *exec.Cmd {
	switch system {
	case "darwin":
		return exec.Command("open", file)
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", file)
	}
	return exec.Command("xdg-open", file)
}

// show opens a page in the browser. A machine without one is no failure: the page is there.
func (a *app) show(page string) {
	if err := a.open(page); err != nil {
		a.tell("the browser did not open (" + err.Error() + "); the page is " + page)
	}
}
