package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"redial/internal/build"
	"redial/internal/civil"
	"redial/internal/diag"
	"redial/internal/site"
	"redial/internal/watch"
)

// untilSignal gives a context that ends with Ctrl-C or a request to terminate.
func untilSignal() (context.Context, func()) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}

// claimName is the file in public/ that says who keeps the site current.
const claimName = ".redial-watch"

// How much garbage there may be, in percent of what is kept. What is kept between builds is large and what a
// save needs is small, so it costs little to hold the process close to what it needs. To go through what is
// kept takes longer than a save, though: that waits until the site is current.
const (
	keepGC = 30
	saveGC = 80 // while somebody waits
	restGC = 10 // when nobody does
)

// keeper keeps the site of a notebook current, and says what it does, one line for each thing.
type keeper struct {
	app     *app
	dir     string // of the notebook
	builder *build.Builder
	poll    time.Duration
	ready   func(index string) // called once the site stands; may be nil
	claim   *watch.Claim
	end     func() // ends the watching
	lost    error  // why it ended by itself

	fault    error          // why the site stayed as it was at the last look
	told     bool           // the first site was told of
	problems []diag.Problem // as they were last said
	live     uint64         // how many bytes were kept when garbage was collected last
	held     bool           // memory is held that the system could have
}

// keep keeps the site of a notebook current until the context ends. Its error is another process that
// does, or a public/ that may not be written.
func (a *app) keep(ctx context.Context, dir string, poll time.Duration, ready func(index string)) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	k := &keeper{app: a, dir: dir, builder: build.NewBuilder(dir, a.now), poll: poll, ready: ready, end: end}
	public, err := k.builder.Folder()
	if err != nil {
		return err
	}
	var holder string
	if k.claim, holder, err = watch.NewClaim(filepath.Join(public, claimName), k.name()); err != nil {
		return claimed(holder, err)
	}
	defer k.claim.Release()
	defer debug.SetGCPercent(debug.SetGCPercent(keepGC))
	watch.Run(ctx, watch.Options{Look: k.look, Now: a.now, Say: k.say, Poll: poll})
	return k.lost
}

// claimed says that somebody else keeps the notebook current.
func claimed(holder string, err error) error {
	if !errors.Is(err, watch.ErrClaimed) {
		return err
	}
	return failed(holder+" keeps this notebook current already", "end that one first, or leave it to it")
}

// name says which process this is, for another that wants to do the same.
func (k *keeper) name() string {
	return fmt.Sprintf("process %d, since %s,", os.Getpid(), k.app.now().Format("2 January 15:04"))
}

// look looks once, builds what changed, and says so.
func (k *keeper) look(touched []string) watch.Seen {
	if k.told { // what the first look keeps lies the closer together, the more often what it drops is collected
		debug.SetGCPercent(saveGC)
	}
	first := !k.told
	start := k.app.now()
	today, err := k.app.today()
	if err != nil { // it was understood when the command began
		today = civil.FromTime(start)
	}
	r := k.builder.Look(today, touched)
	if holder, err := k.claim.Renew(); err != nil { // public/ was taken away, and another one was quicker
		k.lost = claimed(holder, err)
		k.end()
	}
	k.tell(r, k.app.now().Sub(start))
	k.collect(first || r.Result == nil)
	return watch.Seen{Dirs: r.Dirs, Changed: r.News, Cost: r.Reading, Again: r.Again}
}

// collect collects what a look dropped, now that nobody waits. The system gets the memory when all rests: to ask
// for it again at each of many saves takes longer than to build.
func (k *keeper) collect(rests bool) {
	debug.SetGCPercent(keepGC)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	grown := m.HeapAlloc >= k.live+k.live*restGC/100
	k.held = k.held || !rests
	switch {
	case rests && (grown || k.held):
		debug.FreeOSMemory()
		k.held = false
	case grown:
		runtime.GC()
	default:
		return
	}
	runtime.ReadMemStats(&m)
	k.live = m.HeapAlloc
}

// tell says what a look did.
func (k *keeper) tell(r build.Report, took time.Duration) {
	if r.Err != nil {
		k.tellFault(r.Err)
		return
	}
	mended := k.fault != nil
	k.fault = nil
	if r.Result == nil {
		return
	}
	switch {
	case !k.told:
		k.told = true
		k.say(fmt.Sprintf("%s, %s, %s. Watching %s (Ctrl-C stops)", count(r.Result.Pages, "page"), lasted(took),
			dueNow(r), k.app.path(k.dir, "notes")+"/"))
	case r.NewDay:
		k.say(fmt.Sprintf("%s: %s", r.Today.Long(), dueNow(r)))
	case !mended && r.Result.Written+r.Result.Removed == 0: // what changed is on no page
	default:
		k.say(whatHappened(r, mended) + ", " + lasted(took))
	}
	if !slices.Equal(k.problems, r.Result.Problems) {
		k.tellProblems(r.Result.Problems)
	}
	if k.ready != nil {
		k.ready(r.Result.Index)
		k.ready = nil
	}
}

// whatHappened says what changed and what came of it.
func whatHappened(r build.Report, mended bool) string {
	switch {
	case mended && len(r.Notes) == 0:
		return "mended: " + count(r.Result.Pages, "page")
	case mended:
		return "mended, and " + whatChanged(r.Notes) + ": " + count(r.Result.Filled, "page")
	}
	return whatChanged(r.Notes) + ": " + count(r.Result.Filled, "page")
}

// dueNow counts who is due, carried over or today.
func dueNow(r build.Report) string { return number(len(r.Result.Agenda.Due(0))) + " due" }

// whatChanged names the notes that changed, or counts them.
func whatChanged(notes []string) string {
	switch len(notes) {
	case 0:
		return "settings, layouts or files"
	case 1:
		return strings.TrimPrefix(notes[0], "notes/")
	}
	return count(len(notes), "note")
}

// tellFault says why the site stays as it is, once for each reason.
func (k *keeper) tellFault(err error) {
	if k.fault != nil && k.fault.Error() == err.Error() {
		return
	}
	k.fault = err
	var s *build.SettingsError
	if errors.As(err, &s) {
		for _, line := range k.lines(s.Problems) {
			k.warn(line)
		}
	}
	var l *site.LayoutError
	if errors.As(err, &l) {
		k.warn(k.line(l.Problem) + "; the site stays as it is")
		k.warn("help: " + l.Problem.Help)
		return
	}
	message, help := explain(err)
	k.warn(message + "; the site stays as it is")
	if help != "" {
		k.warn("help: " + help)
	}
}

// fewProblems is how many new problems are said at once; beyond, they are counted.
const fewProblems = 5

// tellProblems says what is new among the problems, and which notes have none any more.
func (k *keeper) tellProblems(problems []diag.Problem) {
	was, is := byFile(k.problems), byFile(problems)
	var fresh []diag.Problem
	for _, p := range problems {
		if !slices.ContainsFunc(was[p.File], func(old diag.Problem) bool { return sameLine(old, p) }) {
			fresh = append(fresh, p)
		}
	}
	for _, p := range fresh[:min(len(fresh), fewProblems)] {
		k.warn(k.line(p))
	}
	if more := len(fresh) - fewProblems; more > 0 {
		k.warn(fmt.Sprintf("%s more. redial check", number(more)))
	}
	for _, file := range slices.Sorted(maps.Keys(was)) {
		if is[file] == nil {
			k.say(k.app.path(k.dir, file) + ": mended")
		}
	}
	k.problems = problems
}

// byFile parts problems, which come sorted.
func byFile(problems []diag.Problem) map[string][]diag.Problem {
	files := map[string][]diag.Problem{}
	for len(problems) > 0 {
		n := 1
		for n < len(problems) && problems[n].File == problems[0].File {
			n++
		}
		files[problems[0].File] = problems[:n]
		problems = problems[n:]
	}
	return files
}

// sameLine reports whether the first lines of two problems of a file are the same.
func sameLine(a, b diag.Problem) bool {
	return a.Line == b.Line && a.Column == b.Column && a.Severity == b.Severity && a.Message == b.Message
}

func (k *keeper) lines(problems []diag.Problem) []string {
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i] = k.line(p)
	}
	return lines
}

// line is the first line of a problem, as `check` prints it.
func (k *keeper) line(p diag.Problem) string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", k.app.path(k.dir, p.File), max(1, p.Line), max(1, p.Column), p.Severity, p.Message)
}

// say says something with the time, unless -q forbids it.
func (k *keeper) say(text string) { k.app.hint(k.clock() + text) }

// warn says what is wrong, with the time.
func (k *keeper) warn(text string) { k.app.tell(k.clock() + text) }

func (k *keeper) clock() string { return k.app.now().Format("15:04:05  ") }
