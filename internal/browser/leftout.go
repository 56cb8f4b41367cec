package browser

import (
	"fmt"
	"os"
	"testing"
)

// LeaveOut leaves a test out whose browser or tool is missing: it fails where the variable says
// "required", else it is skipped. `go test ./...` keeps what a skipped test says to itself unless it is
// asked for everything (-v), so the test is named to whoever started it as well.
func LeaveOut(t testing.TB, variable, shows string) {
	t.Helper()
	if os.Getenv(variable) == "required" {
		t.Fatalf("%s=required, and this can't be shown: %s", variable, shows)
	}
	if !testing.Verbose() {
		say(fmt.Sprintf("left out: %s: %s\n", t.Name(), shows))
	}
	t.Skip("left out: " + shows)
}

// say writes to where the go command itself writes, since it withholds what a test that passes has
// written: to the standard error of the program that started this one if that is the go command, else to
// the terminal. It is no failure that there is neither.
func say(text string) {
	for _, name := range []string{goCommandSays(), "/dev/tty"} {
		if name == "" {
			continue
		}
		if f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0); err == nil {
			f.WriteString(text)
			f.Close()
			return
		}
	}
}

// goCommandSays gives the path of the go command's standard error, where the system shows such things.
func goCommandSays() string {
	parent := fmt.Sprintf("/proc/%d", os.Getppid())
	name, err := os.ReadFile(parent + "/comm")
	if err != nil || string(name) != "go\n" {
		return ""
	}
	return parent + "/fd/2"
}
