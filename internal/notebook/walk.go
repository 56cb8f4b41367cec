package notebook

import (
	"fmt"
	"hash"
	"hash/fnv"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"redial/internal/diag"
)

// found is a note that is to be read.
type found struct {
	id   string
	file string // as in problems: "notes/ada.md"
	path string // where it lies, with links resolved
}

// listed is a note with what the file system says of it.
type listed struct {
	found
	stamp   stamp
	missing error // why there is no stamp
}

// walker lists the notes of a notebook.
//
// Folders and files come first, links after them in the order of their paths: what a note is called
// must not depend on a link that sorts before it. What is read once is never read again under another
// name, so that links can neither lead in a circle nor multiply.
type walker struct {
	nb       *Notebook
	notes    []listed
	problems []diag.Problem
	links    []found           // still to be followed
	seen     map[string]string // each folder and note on the disk that was met, to its file as in problems
	other    map[string]bool   // paths of what is no note, or none that is read
	dirs     []string          // the folders that were listed, with links resolved
	left     []string          // the folders in which a killed command of ours left something
	around   hash.Hash64       // of the stamps of all else that is there
	now      time.Time         // when this began
	restless bool              // something was written just now
}

// walk lists all notes, sorted by id; there are about so many. The error is a folder notes that can't be listed:
// a site without anybody must not be taken for the truth.
func (nb *Notebook) walk(now time.Time, about int) (*walker, error) {
	w := &walker{
		nb: nb, notes: make([]listed, 0, about), seen: make(map[string]string, about), other: map[string]bool{}, around: fnv.New64a(), now: now,
	}
	if err := w.top(filepath.Join(nb.Dir, notesName)); err != nil {
		return nil, err
	}
	for len(w.links) > 0 {
		links := w.links
		w.links = nil
		slices.SortFunc(links, func(a, b found) int { return strings.Compare(a.file, b.file) })
		for _, l := range links {
			w.follow(l)
		}
	}
	slices.SortFunc(w.notes, func(a, b listed) int { return strings.Compare(a.id, b.id) })
	w.aside()
	w.problems = append(w.problems, nb.strays()...)
	return w, nil
}

// stamp asks for the stamps of all notes, and for those of the folders: a file that was taken away just
// now left its trace there.
func (w *walker) stamp() {
	inParallel(len(w.notes), func(i int, _ *desk) { w.notes[i].stamp, w.notes[i].missing = stampOf(w.notes[i].path) })
	for _, n := range w.notes {
		w.mind(n.stamp)
	}
	for _, dir := range w.dirs {
		if s, err := stampOf(dir); err == nil {
			w.mind(s)
		}
	}
	for _, p := range w.problems {
		fmt.Fprintln(w.around, p)
	}
}

// mind notices a stamp of just now. One that is a little ahead is as young: it may have come while we
// looked.
func (w *walker) mind(s stamp) {
	w.restless = w.restless || w.now.Sub(s.written()).Abs() < quiet
}

// top lists the folder notes itself.
func (w *walker) top(notes string) error {
	if !exists(notes) {
		return nil
	}
	real, info, err := target(notes)
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return &fs.PathError{Op: "read", Path: notes, Err: errNotFolder}
	case !w.nb.mayFollow(real):
		w.problems = append(w.problems, outsideLink(notesName))
		return nil
	}
	entries, err := os.ReadDir(real)
	if err != nil {
		return err
	}
	w.seen[real] = notesName
	w.dirs = append(w.dirs, real)
	w.entries(real, notesName, entries)
	return nil
}

// folder lists a folder below notes, unless it was listed already.
func (w *walker) folder(real, file string) {
	if _, ok := w.seen[real]; ok {
		return
	}
	w.seen[real] = file
	w.dirs = append(w.dirs, real)
	entries, err := os.ReadDir(real)
	if err != nil {
		w.problem(unreadable(asText(file), "can't be listed: "+reason(err), "let yourself read the folder"))
	}
	w.entries(real, file, entries)
}

func (w *walker) entries(real, file string, entries []fs.DirEntry) {
	for _, e := range entries {
		at := found{file: path.Join(file, e.Name()), path: filepath.Join(real, e.Name())}
		if !e.Type().IsRegular() || !isNote(e.Name()) || isConflictCopy(e.Name()) {
			w.other[at.path] = true
		}
		switch {
		case e.Type()&fs.ModeSymlink != 0:
			w.links = append(w.links, at)
		case e.IsDir():
			w.subfolder(at)
		case isNote(e.Name()):
			w.note(at, e.Type())
		case !isIgnored(e.Name()):
			w.beside(at)
			w.nearNote(at)
		case leftover.MatchString(e.Name()) && !slices.Contains(w.left, real):
			w.left = append(w.left, real)
		}
	}
}

// subfolder lists a folder by its name on the way to it.
func (w *walker) subfolder(at found) {
	name := path.Base(at.file)
	if isHidden(name) {
		w.images(at)
		return
	}
	known := len(w.notes) + len(w.links) + len(w.problems)
	w.folder(at.path, at.file)
	if isNote(name) && len(w.notes)+len(w.links)+len(w.problems) == known {
		w.problem(unreadable(asText(at.file), "is a folder with the name of a note", "rename the folder, or delete it"))
	}
}

// images takes notice of what lies in a folder without notes: a note elsewhere may show it.
func (w *walker) images(at found) {
	if !isIgnored(path.Base(at.file)) {
		w.below(at.path, at.file)
	}
}

// note takes up a file that has the name of a note.
func (w *walker) note(at found, mode fs.FileMode) {
	file := asText(at.file)
	switch {
	case isConflictCopy(path.Base(at.file)):
		w.problem(conflictCopy(file))
		return
	case !mode.IsRegular():
		w.problem(unreadable(file, "is no file but "+kindOf(mode), "delete it, or rename it"))
		return
	}
	if _, ok := w.seen[at.path]; ok {
		return
	}
	w.seen[at.path] = at.file
	if !utf8.ValidString(at.file) {
		w.problem(notText(file))
	}
	id := strings.TrimSuffix(strings.TrimPrefix(file, notesName+"/"), ".md")
	w.notes = append(w.notes, listed{found: found{id: id, file: file, path: at.path}})
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something else"
}

// follow takes up what a link leads to.
func (w *walker) follow(link found) {
	name, file := path.Base(link.file), asText(link.file)
	real, info, err := target(link.path)
	if err != nil {
		w.deadEnd(link, err)
		return
	}
	switch {
	case info.IsDir() && isHidden(name):
		w.images(found{file: link.file, path: real})
		return
	case !info.IsDir() && !isNote(name):
		w.beside(found{file: link.file, path: real})
		return
	case isNote(name) && isConflictCopy(name):
		w.problem(conflictCopy(file))
		return
	case !w.nb.mayFollow(real):
		w.problem(outsideLink(file))
		return
	case info.IsDir() && (within(real, w.nb.real) || within(real, filepath.Dir(link.path))):
		w.problem(unreadable(file, "is a link that leads back to a folder that it lies in", "delete the link"))
		return
	}
	if first, ok := w.seen[real]; ok {
		w.problem(secondWay(file, asText(first)))
		return
	}
	at := found{file: link.file, path: real}
	if info.IsDir() {
		w.subfolder(at)
	} else {
		w.note(at, info.Mode())
	}
}

// deadEnd tells of a link that can't be resolved, where a note or a folder of notes seems to be meant.
func (w *walker) deadEnd(link found, err error) {
	name := path.Base(link.file)
	if isNote(name) || path.Ext(name) == "" && !isHidden(name) {
		w.problem(unreadable(asText(link.file), linkFault(err), "mend the link, or delete it"))
	}
}

func (w *walker) problem(p diag.Problem) { w.problems = append(w.problems, p) }

// beside takes notice of a file that is no note: a note may show it.
func (w *walker) beside(at found) {
	s, err := stampOf(at.path)
	w.mind(s)
	w.other[at.path] = true
	fmt.Fprintln(w.around, at.file, at.path, s, err != nil)
}

// nearNote tells of a file that is meant as a note and has not the name of one: nobody else would say that
// whoever it is about is never due. A text is meant so where it has front matter.
func (w *walker) nearNote(at found) {
	as, sure := meantAs(path.Base(at.file))
	if as == "" || !sure && !hasFront(at.path) {
		return
	}
	w.problem(notRead(asText(at.file), asText(as), exists(filepath.Join(filepath.Dir(at.path), as))))
}

func hasFront(path string) bool {
	top, err := readFile(path, 4)
	return err == nil && strings.HasPrefix(string(top), "---")
}

// aside takes notice of the settings, and of all files in layouts/ and static/.
func (w *walker) aside() {
	w.dirs = append(w.dirs, w.nb.Dir)
	for _, name := range []string{settingsName, notesName + "/" + settingsName} {
		w.beside(found{file: name, path: filepath.Join(w.nb.Dir, filepath.FromSlash(name))})
	}
	for _, name := range []string{layoutsName, staticName} {
		if real, info, err := target(filepath.Join(w.nb.Dir, name)); err == nil && info.IsDir() {
			w.below(real, name)
		}
	}
}

// below takes notice of all files in a folder and in those below it, and in those that links there lead
// to. Each is read once.
func (w *walker) below(real, file string) {
	if _, ok := w.seen[real]; ok || !w.nb.mayFollow(real) {
		return
	}
	w.seen[real] = file
	w.dirs = append(w.dirs, real)
	entries, _ := os.ReadDir(real) // what can't be listed is not shown either
	for _, e := range entries {
		at := found{file: path.Join(file, e.Name()), path: filepath.Join(real, e.Name())}
		w.other[at.path] = true
		switch to, info, err := target(at.path); {
		case isIgnored(e.Name()):
		case err == nil && info.IsDir():
			w.below(to, at.file)
		default:
			w.beside(at)
		}
	}
}
