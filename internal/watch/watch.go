// Package watch tells when to look at a tree of files again. It does not look itself.
//
// [Run] calls a function, the look, which reads the tree, finds out what changed, and does what
// follows. File events are only hints that a look is due, and where; what changed is what the look finds.
// So a lost event, an overflow of the queue, a replaced root or a file system without events delays a
// change until the next sweep and never loses it.
//
// # When it looks
//
//   - At once at the start.
//   - After events: 150 ms after the last of a burst, and 1 s after its first at the latest. One save by
//     an editor is up to seven events within 180 ms, and one git checkout thousands.
//   - After an error of the watcher, an overflow among them, as after an event.
//   - When the last look asked for another, because what it saw was perhaps half written.
//   - Every now and then without any reason: a sweep, at 250 times what the last look's reading cost,
//     between 2 s and 60 s; as long as events came for all that changed, at 500 times. A look reads with two
//     processors, so that costs at most 0.4 % of one.
//   - At midnight, and whenever a sweep finds that the clock shows another day: after sleep, or when the
//     clock or the time zone was set.
//
// # What it watches
//
// The folders that the last look named, each by itself, because events don't reach into folders below.
// Files are not watched: editors replace them. A folder that is new is looked at again once it is
// watched, so that nothing is lost that came into it before.
//
// # What it tells
//
// A look that follows from events alone is told which paths they named, so that it need not read the
// whole tree. It is told nothing, and has to look at everything, at the start, at a sweep and at midnight,
// after an overflow or another error of the watcher, when a folder is new, when the last look asked for
// another, and when the events are more than one can list.
//
// A folder that was taken away, and another put in its place, is watched anew.
//
// Where the system refuses to watch, or changes come without events (network and container mounts),
// that is said once and sweeps go on alone, every 2 s to 60 s.
package watch

import (
	"context"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// How long one waits for what.
const (
	quiet     = 150 * time.Millisecond // after the last event of a burst
	patience  = time.Second            // after its first
	minSweep  = 2 * time.Second
	maxSweep  = time.Minute
	costShare = 250 // a sweep comes at so many times its cost
)

// Seen is what a look reports.
type Seen struct {
	Dirs    []string      // the folders in which a change is of interest
	Changed bool          // it found something new
	Cost    time.Duration // of reading the tree, without what followed from it
	Again   time.Duration // look again after so long, because something is perhaps half written; 0 for no
}

// Options say what Run needs.
type Options struct {
	// Look reads the tree and does what follows. It runs in the goroutine of Run, never twice at once.
	// Touched are the paths that events named since the last look, as they lie below the folders that it
	// named; it is nil where the look has to look at everything.
	Look func(touched []string) Seen
	// Now gives the time with the zone in which midnight is meant.
	Now func() time.Time
	// Say tells the person of a change of mode, in one line.
	Say func(string)
	// Poll, where it is positive, is how often to look, without any events.
	Poll time.Duration
}

// Run looks until the context ends, and then returns after the look that is running. It starts no
// goroutine but those of the file watcher, which it ends.
func Run(ctx context.Context, o Options) {
	w := &watcher{Options: o, hints: openHints(&o)}
	defer w.hints.close()
	w.run(ctx)
}

// watcher is one run.
type watcher struct {
	Options
	hints  *hints
	unsaid int // sweeps that found what no event told of
}

func (w *watcher) run(ctx context.Context) {
	hinted := true // the first look finds what came before there were events
	var last Seen
	day := w.Now().YearDay()
	var touched []string
	for {
		seen := w.Look(touched)
		today := w.Now().YearDay()
		if seen.Changed && !hinted && last.Again == 0 && today == day && !w.hints.pending() {
			w.foundUnsaid()
		}
		last, day = seen, today
		fresh := w.hints.watch(seen.Dirs)
		var ok bool
		if hinted, ok = w.wait(ctx, w.pause(seen), fresh); !ok {
			return
		}
		touched = w.hints.take()
		if !hinted || fresh || seen.Again > 0 || w.Now().YearDay() != day {
			touched = nil
		}
	}
}

// pause gives how long to wait for a hint before looking without one.
func (w *watcher) pause(seen Seen) time.Duration {
	share := time.Duration(costShare)
	if w.hints.on() && w.unsaid == 0 {
		share *= 2
	}
	sweep := min(max(share*seen.Cost, minSweep), maxSweep)
	if w.Poll > 0 {
		sweep = w.Poll
	}
	if seen.Again > 0 {
		sweep = min(sweep, seen.Again)
	}
	return min(sweep, untilMidnight(w.Now()))
}

// untilMidnight gives the time until the next day begins where t is shown. A day that has no midnight
// begins at its first moment.
func untilMidnight(t time.Time) time.Duration {
	y, m, d := t.Date()
	return max(time.Date(y, m, d+1, 0, 0, 0, 0, t.Location()).Sub(t), time.Millisecond)
}

// wait waits for the next reason to look and tells whether it was a hint. It is not ok when the context
// has ended. A fresh folder counts as a hint that came just now.
func (w *watcher) wait(ctx context.Context, pause time.Duration, fresh bool) (hinted, ok bool) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	settle := func() {
		hinted = true
		timer.Reset(w.hints.unrest())
	}
	if fresh {
		w.hints.hear()
		settle()
	}
	for {
		select {
		case <-ctx.Done():
			return false, false
		case <-timer.C:
			return hinted, true
		case _, open := <-w.hints.events:
			if !open {
				w.hints.events = nil
				continue
			}
			settle()
		}
	}
}

// unsaidLimit is how many changes without an event it takes to say that events don't come.
const unsaidLimit = 2

func (w *watcher) foundUnsaid() {
	w.unsaid++
	if w.unsaid == unsaidLimit && w.hints.on() {
		w.Say("some changes come without a word from the system (a network or container mount, a link?); they are found within seconds all the same")
	}
}

// hints are the events of a set of folders, none where the system has none to give.
type hints struct {
	say    func(string)
	now    func() time.Time
	fs     *fsnotify.Watcher      // nil where there are no events
	dirs   map[string]os.FileInfo // the folders that are watched, as they were when that began
	events chan struct{}
	done   chan struct{}

	mutex       sync.Mutex
	touched     map[string]bool // what events named since the last look
	lost        bool            // they did not name everything
	first, last time.Time       // when the first and the last of them came, though the last look was not over; zero for none
}

// maxTouched is how many paths are listed; when there are more, looking at everything is as good.
const maxTouched = 256

func openHints(o *Options) *hints {
	h := &hints{say: o.Say, now: o.Now, dirs: map[string]os.FileInfo{}}
	if o.Poll > 0 {
		return h
	}
	var err error
	if h.fs, err = fsnotify.NewWatcher(); err != nil {
		h.giveUp(err)
		return h
	}
	h.events, h.done = make(chan struct{}, 1), make(chan struct{})
	go h.drain()
	return h
}

// drain turns every event and error into one hint, and never makes the system wait: a queue that is
// read slowly overflows.
func (h *hints) drain() {
	defer close(h.done)
	for {
		select {
		case e, open := <-h.fs.Events:
			if !open {
				return
			}
			h.touch(e.Name)
		case _, open := <-h.fs.Errors:
			if !open {
				return
			}
			h.touch("")
		}
		h.tell()
	}
}

// tell hands on that something came just now.
func (h *hints) tell() {
	h.hear()
	select {
	case h.events <- struct{}{}:
	default:
	}
}

// hear notes that something came just now.
func (h *hints) hear() {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.last = h.now()
	if h.first.IsZero() {
		h.first = h.last
	}
}

// unrest gives how long to wait until what came since the last look is over.
func (h *hints) unrest() time.Duration {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	now := h.now()
	if h.last.IsZero() { // it was taken with the last look
		return quiet
	}
	return max(0, min(quiet, h.last.Add(quiet).Sub(now), h.first.Add(patience).Sub(now))) // a clock may be set back
}

// touch notes a path that an event named, the empty one for those that nobody named.
func (h *hints) touch(path string) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if path == "" || len(h.touched) == maxTouched {
		h.lost = true
	}
	if h.touched == nil {
		h.touched = map[string]bool{}
	}
	if !h.lost {
		h.touched[path] = true
	}
}

// take gives the paths that events named since it was asked last; nil where they did not name all.
func (h *hints) take() []string {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	paths := slices.AppendSeq([]string{}, maps.Keys(h.touched))
	slices.Sort(paths)
	if h.lost {
		paths = nil
	}
	h.touched, h.lost, h.first, h.last = nil, false, time.Time{}, time.Time{}
	return paths
}

func (h *hints) on() bool { return h.fs != nil }

// pending tells whether there is a hint that nobody took yet.
func (h *hints) pending() bool { return len(h.events) > 0 }

// watch makes the watched folders those, and tells whether one of them was not watched before.
func (h *hints) watch(dirs []string) (fresh bool) {
	if h.fs == nil {
		return false
	}
	h.forget(dirs)
	for _, dir := range dirs {
		if h.dirs[dir] != nil {
			continue
		}
		// Asked before the watch is there: a folder that is replaced between the two is watched anew.
		info, err := os.Stat(dir)
		if err != nil {
			continue
		}
		switch err := h.fs.Add(dir); {
		case err == nil:
			h.dirs[dir], fresh = info, true
		case refused(err):
			h.giveUp(err)
			return false
		}
	}
	return fresh
}

// forget ends the watches of folders that are no longer wanted, that are gone, or in whose place
// another one lies.
func (h *hints) forget(wanted []string) {
	alive := map[string]bool{}
	for _, dir := range h.fs.WatchList() {
		alive[dir] = true
	}
	keep := map[string]bool{}
	for _, dir := range wanted {
		info, err := os.Stat(dir)
		keep[dir] = err == nil && alive[dir] && h.dirs[dir] != nil && os.SameFile(info, h.dirs[dir])
	}
	for dir := range h.dirs {
		if !keep[dir] {
			_ = h.fs.Remove(dir) // it may be gone, and its watch with it
			delete(h.dirs, dir)
		}
	}
}

// giveUp goes on without events.
func (h *hints) giveUp(err error) {
	h.close()
	h.say("the system won't tell of changes (" + err.Error() + "); looking every few seconds instead")
}

func (h *hints) close() {
	if h.fs == nil {
		return
	}
	_ = h.fs.Close()
	<-h.done
	h.fs, h.events = nil, nil
}
