package corpus_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"redial/internal/build"
	"redial/internal/corpus"
	"redial/internal/followup"
	"redial/internal/growth"
	"redial/internal/note"
	"redial/internal/notebook"
	"redial/internal/site"
	"redial/layouts"
	"redial/static"
)

// pair measures two ways of doing a thing in turn, so that a slow minute of the machine slows both.
type pair struct{ ours, floor []cost }

// cost is what one turn of one way took: on the clock, and of all processors.
type cost struct{ wall, cpu time.Duration }

// way is one way of doing a thing: what has to be ready, which is not measured, and what is.
type way struct{ ready, do func() error }

// turn measures both, each of them first every second time.
func (p *pair) turn(b *testing.B, ours, floor way) {
	b.Helper()
	measure := func(w way, into *[]cost) {
		if w.ready != nil {
			if err := w.ready(); err != nil {
				b.Fatal(err)
			}
		}
		runtime.GC() // what the other one left behind is not this one's to clean
		start, before := time.Now(), growth.Processor()
		if err := w.do(); err != nil {
			b.Fatal(err)
		}
		*into = append(*into, cost{time.Since(start), growth.Processor() - before})
	}
	if len(p.ours)%2 == 0 {
		measure(ours, &p.ours)
		measure(floor, &p.floor)
		return
	}
	measure(floor, &p.floor)
	measure(ours, &p.ours)
}

// report gives the medians of the ratios of each turn under a name, by the clock and by the processors,
// and the median of ours for a note.
func (p *pair) report(b *testing.B, notes int, ratio string) {
	b.Helper()
	var wall, cpu, each []float64
	for i, o := range p.ours {
		wall = append(wall, float64(o.wall)/float64(p.floor[i].wall))
		cpu = append(cpu, float64(o.cpu)/max(1, float64(p.floor[i].cpu)))
		each = append(each, float64(o.cpu.Nanoseconds())/float64(notes))
	}
	b.ReportMetric(median(wall), ratio)
	b.ReportMetric(median(cpu), ratio+"-cpu")
	b.ReportMetric(median(each), "cpu-ns/note")
	b.ReportMetric(0, "ns/op") // of both together: says nothing
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

// forSizes runs a benchmark on notebooks of 100 and 1,000 notes, and with -long on one of 10,000.
func forSizes(b *testing.B, run func(b *testing.B, files []corpus.File)) {
	b.Helper()
	for _, n := range []int{100, 1_000, 10_000} {
		if n > 1_000 && !*long {
			continue
		}
		b.Run(fmt.Sprintf("notes=%d", n), func(b *testing.B) {
			run(b, corpus.Generate(corpus.Options{Notes: n, Seed: 1}))
		})
	}
}

var long = flag.Bool("long", false, "measure a notebook of 10,000 notes too")

// notesOf gives the notes alone, without the settings.
func notesOf(files []corpus.File) []corpus.File {
	return slices.DeleteFunc(slices.Clone(files), func(f corpus.File) bool { return !strings.HasSuffix(f.Path, ".md") })
}

// idOf gives a note's path below notes/ without .md.
func idOf(path string) string { return strings.TrimSuffix(strings.TrimPrefix(path, "notes/"), ".md") }

// parseAll gives the way in which the floor parses notes.
func (f *floor) parseAll(notes []corpus.File) way {
	return way{do: func() error {
		for _, n := range notes {
			if _, err := f.parse(idOf(n.Path), n.Data); err != nil {
				return err
			}
		}
		return nil
	}}
}

// Parse: front matter, body and entries of every note in memory, beside the floor's parsing.
func BenchmarkParse(b *testing.B) {
	forSizes(b, func(b *testing.B, files []corpus.File) {
		notes, f, p := notesOf(files), newFloor(nil), pair{}
		for b.Loop() {
			p.turn(b, way{do: func() error {
				for _, n := range notes {
					note.Parse(n.Path, n.Data)
				}
				return nil
			}}, f.parseAll(notes))
		}
		p.report(b, len(notes), "x-floor")
	})
}

// Book: contacts, journals, names and mentions of parsed notes, beside the floor's parsing.
func BenchmarkBook(b *testing.B) {
	forSizes(b, func(b *testing.B, files []corpus.File) {
		notes, f, nb, p := notesOf(files), newFloor(nil), read(files), pair{}
		for b.Loop() {
			p.turn(b, way{do: func() error { bookOf(nb.notes); return nil }}, f.parseAll(notes))
		}
		p.report(b, len(notes), "x-floor")
	})
}

// Assess: everybody's state, due date, reason and problems as of a day, beside the floor's parsing.
func BenchmarkAssess(b *testing.B) {
	forSizes(b, func(b *testing.B, files []corpus.File) {
		notes, f, nb, s, p := notesOf(files), newFloor(nil), read(files), settingsOf(b), pair{}
		for b.Loop() {
			p.turn(b, way{do: func() error {
				followup.NewAgenda(nb.book, s, corpus.Today)
				for _, c := range nb.book.Contacts {
					followup.Check(c, s, corpus.Today)
				}
				return nil
			}}, f.parseAll(notes))
		}
		p.report(b, len(notes), "x-floor")
	})
}

// Render: all files of the site in memory, beside the floor's page a note, of as many bytes.
func BenchmarkRender(b *testing.B) {
	forSizes(b, func(b *testing.B, files []corpus.File) {
		in := siteOf(b, files)
		made, _, err := site.Build(in)
		if err != nil {
			b.Fatal(err)
		}
		sizes := map[string]int{}
		for _, f := range made {
			sizes[strings.TrimSuffix(strings.TrimPrefix(f.Path, "people/"), ".html")] = len(f.Data)
		}
		f, trees, p := newFloor(sizes), []*parsed{}, pair{}
		for _, n := range notesOf(files) {
			tree, err := f.parse(idOf(n.Path), n.Data)
			if err != nil {
				b.Fatal(err)
			}
			trees = append(trees, tree)
		}
		for b.Loop() {
			p.turn(b, way{do: func() error { _, _, err := site.Build(in); return err }}, way{do: func() error {
				for _, n := range trees {
					if _, err := f.render(n); err != nil {
						return err
					}
				}
				return nil
			}})
		}
		p.report(b, len(trees), "x-floor")
	})
}

// siteOf gives what the site of a notebook is made of.
func siteOf(b *testing.B, files []corpus.File) site.Input {
	b.Helper()
	nb, s := read(files), settingsOf(b)
	return site.Input{
		Agenda: followup.NewAgenda(nb.book, s, corpus.Today), Problems: nb.checked(s),
		Layouts: []fs.FS{layouts.Files}, Static: []fs.FS{static.Files},
	}
}

// Build: from the notes on the disk to a site in an empty folder, beside the floor; and the floor of the
// floor beside a copy of the site's files.
func BenchmarkBuild(b *testing.B) {
	forSizes(b, func(b *testing.B, files []corpus.File) {
		nb := onDisk(b, files)
		top := b.TempDir()
		f, site, out := floorOf(b, nb), filepath.Join(top, "site"), filepath.Join(top, "out")
		if err := copyTree(nb.Public(), site); err != nil {
			b.Fatal(err)
		}
		var p, c pair
		for b.Loop() {
			ours := way{func() error { return os.RemoveAll(nb.Public()) }, func() error { return run(nb) }}
			clear := func() error { return os.RemoveAll(out) }
			p.turn(b, ours, way{clear, func() error { return f.build(filepath.Join(nb.Dir, "notes"), out) }})
			c.turn(b, ours, way{clear, func() error { return copyTree(site, out) }})
		}
		c.report(b, len(files)-1, "x-copy")
		p.report(b, len(files)-1, "x-floor")
	})
}

// Rebuild: the same with a site that is there already and stays as it is, beside the floor that compares
// and writes nothing.
func BenchmarkRebuild(b *testing.B) {
	forSizes(b, func(b *testing.B, files []corpus.File) {
		nb := onDisk(b, files)
		f, out, in, p := floorOf(b, nb), filepath.Join(b.TempDir(), "out"), filepath.Join(nb.Dir, "notes"), pair{}
		if err := f.build(in, out); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			p.turn(b, way{do: func() error { return run(nb) }}, way{do: func() error { return f.rebuild(in, out) }})
		}
		p.report(b, len(files)-1, "x-floor")
	})
}

// onDisk writes a notebook, builds its site once, and gives it.
func onDisk(b *testing.B, files []corpus.File) *notebook.Notebook {
	b.Helper()
	dir := b.TempDir()
	for _, f := range files {
		if err := create(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data); err != nil {
			b.Fatal(err)
		}
	}
	nb, err := notebook.Open(dir)
	if err == nil {
		err = run(nb)
	}
	if err != nil {
		b.Fatal(err)
	}
	return nb
}

func run(nb *notebook.Notebook) error {
	_, err := build.Run(nb, corpus.Today)
	return err
}

// floorOf makes a floor of a notebook that was built.
func floorOf(b *testing.B, nb *notebook.Notebook) *floor {
	b.Helper()
	sizes, err := pagesOf(nb)
	if err != nil {
		b.Fatal(err)
	}
	return newFloor(sizes)
}

// pagesOf gives the sizes of the pages of people, by id.
func pagesOf(nb *notebook.Notebook) (map[string]int, error) {
	sizes := map[string]int{}
	people := filepath.Join(nb.Public(), "people")
	err := filepath.WalkDir(people, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		id, err := filepath.Rel(people, p)
		sizes[strings.TrimSuffix(filepath.ToSlash(id), ".html")] = int(info.Size())
		return err
	})
	return sizes, err
}
