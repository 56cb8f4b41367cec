package notebook

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// NotFound tells that there is no notebook.
type NotFound struct {
	Dir    string // the folder that is none
	Above  bool   // those above it are none either
	Stated bool   // the folder is the one that REDIAL_DIR names
}

func (e *NotFound) Error() string {
	const help = "\nhelp: `redial init` makes a notebook here; `-C DIR` names another folder"
	switch {
	case e.Stated:
		return fmt.Sprintf("REDIAL_DIR names %s, which is no notebook: it holds neither %s nor a folder %s", e.Dir, settingsName, notesName) + help
	case e.Above:
		return fmt.Sprintf("no notebook in %s or above it", e.Dir) + help
	}
	return fmt.Sprintf("%s is no notebook: it holds neither %s nor a folder %s", e.Dir, settingsName, notesName) + help
}

// Find gives the notebook for a command that runs in start: the nearest folder upwards that holds
// redial.yaml, or a folder notes with a note in it; else fallback, unless that is empty; else the
// nearest folder upwards that holds a folder notes without one. Its error is a [*NotFound].
func Find(start, fallback string) (string, error) {
	start, err := filepath.Abs(start)
	if err != nil {
		return "", err
	}
	if dir, ok := upwards(start, isNotebook); ok {
		return dir, nil
	}
	if fallback != "" {
		if !isNotebook(fallback) && !isFolder(filepath.Join(fallback, notesName)) {
			return "", &NotFound{Dir: fallback, Stated: true}
		}
		return fallback, nil
	}
	if dir, ok := upwards(start, func(dir string) bool { return isFolder(filepath.Join(dir, notesName)) }); ok {
		return dir, nil
	}
	return "", &NotFound{Dir: start, Above: true}
}

// upwards gives the nearest folder that is right, from dir to the top.
func upwards(dir string, right func(string) bool) (string, bool) {
	for {
		if right(dir) {
			return dir, true
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", false
		}
		dir = up
	}
}

// isNotebook reports whether a folder holds settings or a note. Settings in a folder notes are those
// of the folder above.
func isNotebook(dir string) bool {
	notes := filepath.Join(dir, notesName)
	if exists(filepath.Join(notes, settingsName)) || hasNote(notes) {
		return true
	}
	return exists(filepath.Join(dir, settingsName)) && filepath.Base(dir) != notesName
}

// hasNote reports whether there is a note below a folder.
func hasNote(notes string) bool {
	if real, err := filepath.EvalSymlinks(notes); err == nil {
		notes = real
	}
	found := errors.New("found")
	err := filepath.WalkDir(notes, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case d.IsDir() && p != notes && isHidden(d.Name()):
			return fs.SkipDir
		case isNote(d.Name()) && (d.Type().IsRegular() || d.Type()&fs.ModeSymlink != 0):
			return found
		}
		return nil
	})
	return errors.Is(err, found)
}

// exists reports whether there is something under a name, be it a link that leads nowhere.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
