package cli

import "fmt"

// colour is the value of --color.
type colour string

const (
	colourAuto   colour = "auto"
	colourAlways colour = "always"
	colourNever  colour = "never"
)

// String is the value as typed; part of pflag.Value, as are Set and Type.
func (c *colour) String() string { return string(*c) }

// Set reads a value.
func (c *colour) Set(s string) error {
	switch v := colour(s); v {
	case colourAuto, colourAlways, colourNever:
		*c = v
		return nil
	}
	return fmt.Errorf("it is auto, always or never")
}

// Type names the value in help texts.
func (c *colour) Type() string { return "WHEN" }

// paints decides whether a stream is coloured. The flag goes before the environment, and in that the
// wish for none (no-color.org) before the wish for some (bixense.com/clicolors).
func (c colour) paints(env func(string) string, terminal bool) bool {
	force := env("CLICOLOR_FORCE")
	switch {
	case c != colourAuto:
		return c == colourAlways
	case env("NO_COLOR") != "":
		return false
	case force != "" && force != "0":
		return true
	}
	return terminal && env("TERM") != "dumb"
}

// style is how a word looks: the parameters of the escape sequence that begins it.
type style string

const (
	plain style = ""
	bold  style = "1"
	dim   style = "2"
	amber style = "33"
	green style = "32"
	red   style = "1;31"
)

// paint writes text in a style, and goes back to none.
func (st style) paint(text string) string { return "\x1b[" + string(st) + "m" + text + "\x1b[0m" }
