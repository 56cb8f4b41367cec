package cli

import "testing"

func TestWhenColourIsUsed(t *testing.T) {
	cases := []struct {
		name     string
		flag     colour
		env      map[string]string
		terminal bool
		want     bool
	}{
		{"a terminal", colourAuto, nil, true, true},
		{"a pipe", colourAuto, nil, false, false},
		{"a terminal that can't", colourAuto, map[string]string{"TERM": "dumb"}, true, false},
		{"NO_COLOR", colourAuto, map[string]string{"NO_COLOR": "1"}, true, false},
		{"an empty NO_COLOR", colourAuto, map[string]string{"NO_COLOR": ""}, true, true},
		{"a pipe that is forced", colourAuto, map[string]string{"CLICOLOR_FORCE": "1"}, false, true},
		{"forced with 0", colourAuto, map[string]string{"CLICOLOR_FORCE": "0"}, false, false},
		{"a dumb terminal that is forced", colourAuto, map[string]string{"CLICOLOR_FORCE": "1", "TERM": "dumb"}, true, true},
		{"NO_COLOR and forced", colourAuto, map[string]string{"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, true, false},
		{"always, into a pipe", colourAlways, map[string]string{"NO_COLOR": "1"}, false, true},
		{"never, on a terminal", colourNever, map[string]string{"CLICOLOR_FORCE": "1"}, true, false},
	}
	for _, c := range cases {
		env := func(name string) string { return c.env[name] }
		if got := c.flag.paints(env, c.terminal); got != c.want {
			t.Errorf("%s: colour %v", c.name, got)
		}
	}
}
