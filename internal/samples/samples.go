// Package samples holds the sample notebook, so that `redial demo` has people to show before one has
// written a note.
//
// The notes themselves lie in notes/ at the project's top level, as plain Markdown. They reach the
// binary as an archive, samples.zip, which holds the same files byte for byte: a note beside a Go file
// that embeds it can break the build by its name alone. After a change of notes/ run
//
//	go generate ./internal/samples
//
// The notes are written for one day, a Tuesday: [Day]. [Around] moves every date in them by whole weeks and
// some working days, and the weekdays that people speak of along with them ("call me Tuesday"), so that on
// whatever day one looks the list is that of a usual day, and not one of a week that was let slip.
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
// moved so that [Day] comes to lie on today; on a Saturday or Sunday, when nobody is called, on the Monday after.
func Around(today civil.Date) (map[string][]byte, error) {
	notes, err := Notes()
	if err != nil {
		return nil, err
	}
	by := moveTo(today)
	files := map[string][]byte{}
	err = fs.WalkDir(notes, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := fs.ReadFile(notes, p)
		files[string(Redate([]byte(p), by))] = Redate(src, by)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sample notes: %w", err)
	}
	return files, nil
}

// moveTo gives the move that brings Day to a day, or to the Monday after it.
func moveTo(today civil.Date) Move {
	const dayInWeek = 1 // Day is a Tuesday
	monday, weekday := weekOf(today)
	if weekday >= workdays {
		monday, weekday = monday+7, 0
	}
	first, _ := weekOf(Day)
	return Move{Weeks: int(monday-first) / 7, Workdays: weekday - dayInWeek}
}
