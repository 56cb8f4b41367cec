// Package config reads redial.yaml, the settings of a notebook (SPEC 5).
//
// Every key has a default; [Default] gives them all, which is also what an absent or empty file means.
// Values are read as the text that was typed, never as what YAML guesses: `off`, `no` and
// `09:00-09:30` need no quotes.
//
//	title         text; My follow-ups
//	working_days  mon to sun, a list or words with commas; mon to fri
//	default       name of the policy of those who have no other; steady
//	tags          for each tag {policy: name, every: period}, or one of the two
//	policies      for each name {from: name} and what differs: first, gaps, last_try, grace, nudge,
//	              long_stop, hand_over; `never` is allowed for last_try, nudge, long_stop and hand_over
//	call_block    a time of day from-to, or off; 09:00-09:30
//	editor        the name of an editor, or a link template with {path} and {line}; none
//	theme         auto, light or dark; auto
//	keys          true or false: single-letter keys on the pages; true
//	follow_links  true or false: follow links that lead out of the notebook; false
//	articles      a list of {title, url, tags}, with addresses of http or https
//
// Whatever is not understood is a problem of severity error with its line and column: an unknown key or
// policy (with the nearest right word), a key that is there twice, a value of the wrong form, policies
// that come from each other in a circle. What is wrong counts as absent, so that the settings can be
// used all the same; it is for callers to decide that a site is not built with them.
package config

import (
	"redial/internal/civil"
	"redial/internal/followup"
)

// Config is what redial.yaml says.
type Config struct {
	Title       string
	Followup    *followup.Settings
	CallBlock   Block
	Editor      string // as typed: a name or a link template with {path}; empty for none
	Theme       string // auto, light or dark
	Keys        bool   // single-letter keys on the pages
	FollowLinks bool   // links that lead out of the notebook are followed
	Articles    []Article
}

// Block is a part of a working day. Its zero value is none.
type Block struct{ Start, End civil.Time }

// IsZero reports whether b is no block.
func (b Block) IsZero() bool { return b == Block{} }

// Article is something to read that a thank-you can carry, for contacts with one of its tags, or for
// everybody where it has none.
type Article struct {
	Title string
	URL   string // http or https
	Tags  []string
}

// Default gives the settings of a notebook without redial.yaml.
func Default() *Config {
	return &Config{
		Title:     "My follow-ups",
		Followup:  followup.DefaultSettings(),
		CallBlock: Block{civil.At(9, 0), civil.At(9, 30)},
		Theme:     "auto",
		Keys:      true,
	}
}
