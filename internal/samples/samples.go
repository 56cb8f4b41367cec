// Package samples holds the sample notebook, so that `redial demo` has people to show before one has
// written a note.
//
// The notes themselves lie in notes/ at the project's top level, as plain Markdown. They reach the
// binary as an archive, samples.zip, which holds the same files byte for byte: a note beside a Go file
// that embeds it can break the build by its name alone. After a change of notes/ run
//
//	go generate ./internal/samples
//
// The notes are written for one day, [Day]. [Around] moves every date in them by whole weeks, so that
// the weekdays that people speak of ("call me Tuesday") stay true on whatever day one looks.
package samples

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io/fs"

	"redial/internal/civil"
)

//go:generate go test . -run TestTheBinaryHoldsTheNotesOfTheProject -update

//go:embed samples.zip
var archive []byte

// Day is the day that the sample notes were written for: Tuesday 1 December 2026.
const Day civil.Date = 739951

// Notes gives the sample notebook as it was written: paths are from the notes folder on, and
// redial.yaml is among them.
func Notes() (fs.FS, error) {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("sample notes: %w", err)
	}
	return r, nil
}

// Around gives the files of the sample notebook by their paths from the notes folder on, with all dates
// moved by whole weeks so that [Day] comes to lie on the Tuesday nearest before today; on a Monday it is
// the next day, so that a week begins with a full list rather than with the rest of the last one.
func Around(today civil.Date) (map[string][]byte, error) {
	notes, err := Notes()
	if err != nil {
		return nil, err
	}
	weeks := weeksTo(today)
	files := map[string][]byte{}
	err = fs.WalkDir(notes, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := fs.ReadFile(notes, p)
		files[string(Redate([]byte(p), weeks))] = Redate(src, weeks)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sample notes: %w", err)
	}
	return files, nil
}

// weeksTo gives the number of weeks from Day to the week of today.
func weeksTo(today civil.Date) int {
	days := int(today - Day + 1)
	if days < 0 {
		days -= 6 // so that the division rounds down
	}
	return days / 7
}
