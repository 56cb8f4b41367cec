package output

import (
	"fmt"
	"os"
	"path/filepath"
)

// Guard names the folders that a site must never be written into. Folders that do not stand, and
// empty names, guard nothing.
type Guard struct {
	Around []string // the site may lie inside these, but may neither be one nor hold one
	Apart  []string // the site may not lie inside these either
}

// check tells whether a site may be written to dir, with links resolved.
func (g Guard) check(dir string) error {
	for _, kept := range append(g.Around[:len(g.Around):len(g.Around)], g.Apart...) {
		if holds(dir, kept) {
			return refusal(dir, kept, "holds")
		}
	}
	for _, kept := range g.Apart {
		if holds(kept, dir) {
			return refusal(dir, kept, "lies inside")
		}
	}
	return nil
}

func refusal(dir, kept, how string) error {
	if sameFolder(dir, kept) {
		how = "is the same folder as"
	}
	// What is no link may be the only place where the notes are: never advise to delete that.
	help := "move what is yours out of " + dir
	if info, err := os.Lstat(dir); err == nil && info.Mode()&os.ModeSymlink != 0 {
		help = "delete the link " + dir
	}
	return fmt.Errorf("%s %s %s, and a site is never written there\nhelp: %s, and build again", dir, how, kept, help)
}

// holds reports whether inner is outer or lies in it. Folders are compared by what they are, not by
// their names: the same one has several on many systems.
func holds(outer, inner string) bool {
	top, err := os.Stat(outer)
	if err != nil {
		return false
	}
	at, err := filepath.EvalSymlinks(inner)
	if err != nil {
		return false
	}
	if at, err = filepath.Abs(at); err != nil {
		return false
	}
	for {
		if info, err := os.Stat(at); err == nil && os.SameFile(top, info) {
			return true
		}
		up := filepath.Dir(at)
		if up == at {
			return false
		}
		at = up
	}
}

func sameFolder(a, b string) bool {
	ai, err := os.Stat(a)
	if err != nil {
		return false
	}
	bi, err := os.Stat(b)
	return err == nil && os.SameFile(ai, bi)
}
