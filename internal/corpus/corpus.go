// Package corpus makes notebooks for tests and benchmarks: large ones that look like those that people
// keep, hostile ones that a program must survive, and text that must never come to life.
//
// Everything in it is data. Nothing touches a disk or a clock, and nothing is random but what follows
// from a seed: the same arguments give the same bytes, on every machine and on every run. Tests write
// the files where they need them.
//
// # Generated notebooks
//
// [Generate] gives a notebook of any size. Notes are of 1.7 kB on average: front matter in the styles
// that people use, one to three paragraphs, up to sixty journal entries of every kind and outcome,
// some links to others, some events with people, names in many scripts, a few subfolders. Note number
// i depends on the seed, the day and i alone, so a larger notebook of a seed holds the smaller one.
//
// Without [Options.Faults] such a notebook has no problem at all: every warning that a program gives on
// it is one too many. With it, every fault of the format that lies in a file's bytes is planted in about
// that share of the notes, one in a note at most, and [File.Fault] tells which.
//
// # Random journals
//
// [Journal] gives journal entries as people write them, in any order and with no sense in them, each
// beside what it says ([Entry]): a parser must read back what stands there. It draws from any
// [rand.Source]. The plainest choice always comes first, so a source that shrinks toward zero, as that
// of a property test does, shrinks to the plainest journal.
//
// # Hostile notebooks
//
// [Hostiles] gives the notebooks that were made to break a program, each with what is expected of it:
// who is read, which problems are found, and with which status the program ends. A faulty note never
// stops the others, and every fault is one problem.
//
// [Payloads] gives text that runs or loads something where it is not escaped, and [Escapes] text that
// moves a terminal's cursor or turns its letters round; [Laden] puts such a text wherever a note has room for it.
package corpus

import (
	"math/rand/v2"
	"slices"
	"strings"

	"redial/internal/civil"
)

// Options say which notebook is made.
type Options struct {
	Notes  int        // how many notes, events among them (one in forty)
	Seed   uint64     // another seed gives other people
	Today  civil.Date // what is to happen lies after it; zero means [Today]
	Faults float64    // the share of notes, 0 to 0.02, that have each of the faults; 0 for none
}

// Today is the reference day of notebooks that name no other: Tuesday 1 December 2026.
var Today = civil.Of(2026, 12, 1)

// File is one file of a notebook.
type File struct {
	Path  string // from the notebook's folder, with slashes: "notes/ada-byron.md"
	Data  []byte
	Fault string // the code of the problem that was planted in it; empty for none
}

// Generate gives the files of a notebook, sorted by path: its notes and a redial.yaml.
func Generate(o Options) []File {
	if o.Today == 0 {
		o.Today = Today
	}
	files := []File{{Path: "redial.yaml", Data: []byte(settings)}}
	for i := range o.Notes {
		files = append(files, o.note(i)...)
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// note gives the file of note number i, and beside it what its fault needs (a conflict copy).
func (o Options) note(i int) []File {
	if isEvent(i) {
		return []File{{Path: o.path(i), Data: o.event(i).bytes()}}
	}
	s := o.contact(i)
	code := o.plant(s, i)
	if code == "conflict-copy" {
		return []File{
			{Path: s.path, Data: s.bytes()},
			{Path: strings.TrimSuffix(s.path, ".md") + ".sync-conflict-20261130-091500-ABCDEFG.md", Data: s.bytes(), Fault: code},
		}
	}
	return []File{{Path: s.path, Data: s.bytes(), Fault: code}}
}

// dice draws choices from a source.
type dice struct{ src rand.Source }

// roll gives the dice of one purpose of one note: what one part of a note draws never moves another.
func (o Options) roll(purpose, i int) dice {
	return dice{rand.NewPCG(o.Seed, uint64(purpose)<<32|uint64(i))}
}

// What the dice of a note are rolled for.
const (
	forContact = iota + 1
	forEvent
	forFault
)

// n gives a number from 0 to k-1. The remainder is not quite even, and shrinks with what is drawn.
func (d dice) n(k int) int { return int(d.src.Uint64() % uint64(k)) }

// oneIn is true once in k times, and false for the least draw.
func (d dice) oneIn(k int) bool { return d.n(k) == k-1 }

// percent is true in p of 100 cases, and false for the least draw.
func (d dice) percent(p int) bool { return d.n(100) >= 100-p }

// pick gives one of the choices.
func pick[T any](d dice, choices []T) T { return choices[d.n(len(choices))] }

// some gives between lo and hi of the choices, each once, in their order.
func some(d dice, choices []string, lo, hi int) []string {
	left := lo + d.n(hi-lo+1)
	var out []string
	for i, c := range choices {
		if left > 0 && d.n(len(choices)-i) < left {
			out = append(out, c)
			left--
		}
	}
	return out
}
