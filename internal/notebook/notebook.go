// Package notebook is the user's folder on disk: where it is, its settings, and all its notes.
//
// # The folder
//
//	redial.yaml      settings; optional, may also lie in notes/
//	notes/           one Markdown file for each contact; subfolders as one likes
//	notes/events/    one for each event
//	layouts/         optional: a template put here replaces the built-in one of that name
//	static/          optional: a file put here replaces or adds to the built-in ones
//	public/          what is generated
//
// [Find] goes from where one is to the notebook, [Open] reads its settings, [Notebook.Load] reads all
// notes. [Notebook.Create], [Notebook.Update] and [Notebook.Remove] are the only way to write them.
//
// # What is a note
//
// A note is a regular file below notes/ whose name ends in ".md", does not begin with ".", "#", "~" or
// "_", and is not README.md; no folder on its way begins with "." or "_" (SPEC 2). That leaves out what
// editors put beside a file while they save it. Its id is its path below notes/ without ".md".
//
// # What else is found
//
// Reading never stops at one bad file: each gives one problem, and the rest is read.
//
//   - conflict-copy: a copy that a sync or merge tool left (*.sync-conflict-*, *_BACKUP_n.md and its
//     sisters, "conflicted copy") makes no contact.
//   - not-read: a Markdown file whose name ends in another way (.markdown, .MD, .md.txt), or a text with
//     front matter, makes no contact.
//   - outside-link: a link that leads out of the notebook is not followed, unless the settings say
//     `follow_links: true`.
//   - unreadable: a pipe, a device, or a folder without notes that has the name of a note; a link that
//     leads nowhere, in a circle, or back to a folder that it lies in; a file or folder that the system
//     does not let us read.
//   - too-large: a note of more than [note.MaxFile] bytes is read up to there; [note.Parse] says so.
//   - not-utf8: a file name that is no text. The id shows the bytes that are none as hexadecimal.
//   - twin: a link to a note or a folder that is read already. A file makes one contact, however many
//     ways lead to it; otherwise a few links could make any number of contacts.
//
// A note that goes away between being listed and being read counts as gone.
//
// # How notes are written
//
//   - Whole or not at all: a new file that has reached the disk is renamed over the note. Killed at any
//     moment, the old or the new note is there, and what else the command left is gone after the next one.
//   - As the person keeps it: mode, owner, access list and attributes stay; a link stays a link, and what
//     it leads to is written. Where a new file can't have what the old one has, and where the file has
//     several names, it is written in place; the old bytes are kept beside it until that is done.
//   - Not over what others save: right before the rename the note is read again, and the edit is made
//     anew where it has changed. What is left is the time between that reading and the rename, less than
//     a millisecond; a test measures it.
//   - One after the other: processes of ours wait for each other, by a lock on the folder of notes that
//     needs no file. Where the system has none, the look before the rename stands alone.
//   - Not against the person's will: a read-only note, or one in a read-only folder, is left alone.
//
// What Redial puts beside a note for a moment begins with a dot and does not end in ".md".
package notebook

import (
	"errors"
	"io/fs"
	"path/filepath"
	"sync"

	"redial/internal/config"
	"redial/internal/diag"
)

// The names that the folders of a notebook have.
const (
	notesName    = "notes"
	layoutsName  = "layouts"
	staticName   = "static"
	publicName   = "public"
	settingsName = "redial.yaml"
)

// Notebook is a folder of notes with its settings.
type Notebook struct {
	Dir            string         // its absolute path
	Config         *config.Config // never nil; what could be read of the settings
	ConfigProblems []diag.Problem // what is wrong in them; an error means that nothing should be built

	real  string   // Dir with its links resolved
	swept sync.Map // folders in which leftovers were looked for: once a command, or writing many notes would list a folder for each

	// fault is asked before every step of writing on the disk, and an error from it is that step's. Tests
	// set it; else it is nil.
	fault func(step, path string) error
}

// Open reads the settings of the notebook in a folder. Its error is a [*NotFound] where the folder is
// none, that is, where it holds neither settings nor a folder notes.
func Open(dir string) (*Notebook, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if !exists(filepath.Join(abs, settingsName)) && !isFolder(filepath.Join(abs, notesName)) {
		return nil, &NotFound{Dir: abs}
	}
	real, err := filepath.EvalSymlinks(abs)
	if err != nil {
		return nil, err
	}
	nb := &Notebook{Dir: abs, real: real}
	nb.Config, nb.ConfigProblems = nb.settings()
	return nb, nil
}

// maxSettings bounds redial.yaml, in bytes.
const maxSettings = 1 << 20

// settings reads redial.yaml from the notebook's folder, else from notes/, else takes the defaults.
func (nb *Notebook) settings() (*config.Config, []diag.Problem) {
	own := exists(filepath.Join(nb.Dir, settingsName))
	inNotes := exists(filepath.Join(nb.Dir, notesName, settingsName)) && nb.isInside(filepath.Join(nb.Dir, notesName))
	switch {
	case own && inNotes:
		c, ps := nb.readSettings(settingsName)
		return c, append(ps, secondSettings(notesName+"/"+settingsName))
	case own:
		return nb.readSettings(settingsName)
	case inNotes:
		return nb.readSettings(notesName + "/" + settingsName)
	}
	return config.Default(), nil
}

func (nb *Notebook) readSettings(file string) (*config.Config, []diag.Problem) {
	src, err := readFile(filepath.Join(nb.Dir, filepath.FromSlash(file)), maxSettings+1)
	if err != nil {
		return config.Default(), []diag.Problem{unreadable(file, "can't be read: "+reason(err), "make it a file that you may read, or delete it")}
	}
	if len(src) > maxSettings {
		return config.Default(), []diag.Problem{tooLarge(file, "is larger than 1 MiB", "make it shorter")}
	}
	return config.Parse(file, src)
}

// Public is the path of the folder for the site.
func (nb *Notebook) Public() string { return filepath.Join(nb.Dir, publicName) }

// Kept gives the paths of the folders that the site must not be written into.
func (nb *Notebook) Kept() []string {
	var kept []string
	for _, name := range []string{notesName, layoutsName, staticName, ".git"} {
		kept = append(kept, filepath.Join(nb.Dir, name))
	}
	return kept
}

// Layouts is the user's folder of layouts. It may be empty, and never holds a Go file.
func (nb *Notebook) Layouts() fs.FS { return overlay{nb, layoutsName} }

// Static is the user's folder of styles, scripts and the like. It may be empty, and never holds a Go
// file.
func (nb *Notebook) Static() fs.FS { return overlay{nb, staticName} }

// Images is the folder of notes, for the images beside them.
func (nb *Notebook) Images() fs.FS { return overlay{nb, notesName} }

// reason says why the system refused, without the path that the problem names anyway.
func reason(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}
