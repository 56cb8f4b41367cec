// Package output keeps the folder that a site is published in equal to a list of files.
//
// # What it promises
//
//   - A file that it did not write is never overwritten, changed or removed. What it wrote stands in a
//     manifest, the file [ManifestName] in the folder. Where the site needs a place at which somebody
//     else's file stands, [Output.Write] refuses before it writes anything, with a [*ForeignError].
//   - Files whose bytes are right already are not touched: they keep their inode and their times.
//   - Killed at any moment, it leaves every file either old or new, never a part of one, and the next
//     Write repairs the rest. A file is written under a temporary name and renamed; a folder that does
//     not stand yet is filled under a temporary name and renamed whole. Pages are not flushed to the
//     disk: they can be built again. The manifest is, because without it nothing could be.
//   - Links are never followed out of the folder, and no file is written or removed through a link
//     inside it.
//   - Assets are written first, then pages, then index.html, then stamp.js, so that a page never asks
//     for what is not there yet and the stamp speaks of what stands; then what no page loads; then what is
//     no longer part of the site is removed, and the folders that this empties.
//
// Two processes that write the same folder wait for each other where the system has flock(2).
//
// # What it does not do
//
// It holds no site. A file is made when its turn comes, by as many goroutines as [Output.Each] has,
// and its bytes are forgotten when they are written. A file of [Pieces] is not even then held as a whole.
//
// Nor does it make what it made before. The file [KnownName] keeps, for each file of the site, the key
// that it was made of and the sum of its bytes. A file of which both are still true is right as it
// stands; its bytes are read for that, so that what anybody else did to it is found. The file is
// nothing but a memory: where it is missing or damaged, everything is made and compared.
//
// A program that writes the same folder again and again has a [Memory]. It spares the bytes of files
// that the system says nobody touched; of a file of pieces it copies those that are the same from where
// they stand, each checked by a sum; and a Write that is asked to [Output.Trust] looks at no file but
// those that it replaces.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
)

// Stats counts what a Write did.
type Stats struct {
	Made    int // files that were made, because they were not known to be right
	Written int // files that were new or had other bytes
	Same    int // files that were right already
	Removed int // files of an earlier site that are no longer part of it
}

// Output is a folder that sites are written to. It is used by one goroutine at a time.
type Output struct {
	// Each calls do with every number below n, at the same time where it can, and returns when all have
	// returned. Files are made and written by it; nil does one after the other.
	Each func(n int, do func(i int))

	// Memory spares reading what nobody touched since the last Write; nil for none.
	Memory *Memory

	// Trust asks to do no more than what follows from the keys: that nobody touched the site since the last
	// Write with this Memory is believed, but for the files that are to be replaced. It is for the moment in
	// which somebody waits; a Write without it finds out what was done to the others.
	Trust bool

	// Rest is, for a Write that trusts, how many files the site has beside those that it is given: they are
	// those of the last Write, with the same keys. Where they may not stand any more, Write gives [ErrRest].
	Rest int

	// Made is told of each file that is made, because it was not known to be right; nil for nobody. It may be
	// called by several goroutines at a time.
	Made func(path string)

	dir   string
	root  *os.Root
	temps atomic.Int64 // how many temporary names were given out

	mutex sync.Mutex // of idle
	idle  []*hand

	// fault is asked before every change of the disk, and an error from it is that change's. Tests set
	// it; else it is nil.
	fault func(change, path string) error
}

// Open prepares a folder for sites and makes it where it does not stand. It refuses a folder that the
// guard protects, a link that leads nowhere, and a file.
func Open(dir string, guard Guard) (*Output, error) {
	if err := guard.check(dir); err != nil {
		return nil, err
	}
	if err := os.Mkdir(dir, folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is a link that leads nowhere\nhelp: make the folder that it names, or delete the link", dir)
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is a file, and the site needs a folder there\nhelp: move it away", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Output{dir: dir, root: root}, nil
}

// Close gives the folder back.
func (o *Output) Close() error { return o.root.Close() }

// ErrRest tells that nothing was done, because a Write needs to be given all files.
var ErrRest = errors.New("all files of the site are needed")

// Write makes the folder hold these files, and no other file of an earlier Write. After an error some
// files are old and some are new; the next Write repairs that. The error names the file, and is a
// [*ForeignError] where a place is taken, or is that of the first file that could not be made.
func (o *Output) Write(files []File) (Stats, error) {
	unlock, err := o.lock()
	if err != nil {
		return Stats{}, err
	}
	defer unlock()
	defer o.rest()
	if p := o.brief(files); p != nil {
		return o.writeBrief(p)
	}
	if o.Rest > 0 {
		return Stats{}, ErrRest
	}
	if err := o.sweep(); err != nil {
		return Stats{}, err
	}
	o.Memory.begin()
	p, err := o.plan(files)
	if err != nil {
		return Stats{}, err
	}
	if err := o.look(p); err != nil {
		return Stats{}, err
	}
	s, err := o.carryOut(p)
	if err != nil {
		o.Memory.forget()
		return s, err
	}
	o.keep(p)
	return s, o.remember(p)
}

// carryOut does what was planned. The manifest lists old and new while it lasts, so that a run that
// is killed leaves nothing behind that the next one does not know.
func (o *Output) carryOut(p *plan) (Stats, error) {
	var s Stats
	if err := o.record(p.listed, union(p.listed, p.wanted)); err != nil {
		return s, err
	}
	for _, path := range p.inTheWay {
		if err := o.remove(path, &s); err != nil {
			return s, err
		}
	}
	o.removeEmpty(p.inTheWay, p.wanted)
	for rank := range lastRank + 1 {
		if err := o.writeRank(p, rank); err != nil {
			return p.count(s), err
		}
	}
	s = p.count(s)
	for _, path := range p.gone {
		if err := o.remove(path, &s); err != nil {
			return s, err
		}
	}
	o.removeEmpty(p.gone, p.wanted)
	return s, o.record(union(p.listed, p.wanted), p.wanted)
}
