package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"redial/internal/roster"
	"redial/internal/vcard"
)

// read plans everybody in a file.
func (i *importing) read(file string) error {
	in, size, err := i.open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	meter := i.app.meter("reading "+filepath.Base(file), size)
	head, whole := roster.Peek(meter.reader(in))
	kind := roster.Kind(i.from)
	if is := roster.Look(head); is == roster.Zip {
		return i.readArchive(in, size, file)
	} else if kind == roster.Unknown {
		kind = is
	}
	err = i.persons(kind, whole, file)
	meter.end()
	return err
}

// open opens a file, or standard input, which has no size.
func (i *importing) open(file string) (io.ReadCloser, int64, error) {
	if file == "-" {
		return io.NopCloser(i.app.stdin), 0, nil
	}
	path, err := i.app.folder(file)
	if err != nil {
		return nil, 0, err
	}
	info, err := os.Stat(path)
	if err == nil {
		err = mayBeRead(path, info.Mode())
	}
	if err != nil {
		return nil, 0, unreadable(file, err)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, unreadable(file, err)
	}
	return f, info.Size(), nil
}

// mayBeRead refuses what is no file with an end: nobody may be at the other end of a pipe that has a
// name. Those that a shell makes, /dev/fd/63 and the like, have somebody.
func mayBeRead(path string, mode fs.FileMode) error {
	ofShell := strings.HasPrefix(path, "/dev/fd/") || strings.HasPrefix(path, "/proc/") || path == "/dev/stdin"
	switch {
	case mode.IsDir():
		return errors.New("it is a folder")
	case mode.IsRegular(), mode&fs.ModeNamedPipe != 0 && ofShell:
		return nil
	}
	return errors.New("it is no file; `redial import -` reads what another program writes")
}

func unreadable(file string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return failed("there is no file `"+file+"`", "name the file that another program exported")
	}
	return failed("`"+file+"` can't be read: "+cause(err), "")
}

// readArchive plans everybody in the address book that an archive holds.
func (i *importing) readArchive(in io.Reader, size int64, file string) error {
	at, ok := in.(io.ReaderAt)
	if !ok {
		return failed("an archive can't be read from standard input", "name the file")
	}
	name, book, err := roster.Unpack(at, size)
	if err != nil {
		return inFile(file, err)
	}
	defer book.Close()
	head, whole := roster.Peek(book)
	kind := roster.Kind(i.from)
	if kind == roster.Unknown {
		kind = roster.Look(head)
	}
	return i.persons(kind, whole, file+":"+name)
}

// persons plans everybody in an address book, and says what could not be read.
func (i *importing) persons(kind roster.Kind, r io.Reader, file string) error {
	people, left, err := i.reader(kind, r)
	if err != nil {
		return inFile(file, err)
	}
	n := 0
	for p, err := range people {
		if err != nil {
			return inFile(file, err)
		}
		i.planner.Add(p)
		n++
	}
	if n == 0 && kind == roster.VCard {
		return failed(file+": there is no card in it", "without --from, what it is shows by looking")
	}
	i.sayFaults(file)
	if i.twoDays && i.dates == "" {
		i.app.hint("--dates dmy or --dates mdy says which is meant")
		i.twoDays = false
	}
	i.sayBare(file)
	i.sayLeft(file, kind, left())
	return nil
}

// sayLeft names the columns of a table, or the properties of cards, of which nothing is made.
func (i *importing) sayLeft(file string, kind roster.Kind, titles []string) {
	if len(titles) == 0 {
		return
	}
	const few = 12
	shown := titles[:min(few, len(titles))]
	more := ""
	if n := len(titles) - len(shown); n > 0 {
		more = " and " + number(n) + " more"
	}
	if kind == roster.VCard || kind == roster.Monica {
		i.app.hint(file + ": left out: " + strings.Join(shown, ", ") + more)
		return
	}
	i.app.hint(file + ": columns left out: " + strings.Join(shown, ", ") + more + "; --map " + quote("KEY="+titles[0]) + " takes one in")
}

// reader gives the persons of an address book, and when they have been read, the titles of the columns
// that were left out.
func (i *importing) reader(kind roster.Kind, r io.Reader) (people iter.Seq2[*roster.Person, error], left func() []string, err error) {
	none := func() []string { return nil }
	switch {
	case len(i.columns) > 0:
	case kind == roster.VCard:
		cards := vcard.NewReader(r)
		return cards.Persons(), cards.Left, nil
	case kind == roster.Monica:
		export := roster.NewMonicaReader(r)
		return export.Persons(), export.Left, nil
	case kind == roster.Document:
		return roster.ReadDocument(r), none, nil
	}
	t, err := roster.OpenTable(r, kind, i.columns)
	if err != nil {
		return nil, nil, err
	}
	t.SetOrder(roster.Order(i.dates))
	if !t.Named() {
		i.app.hint("no column is known for that of names; --map \"name=TITLE\" says which one it is")
	}
	return t.Persons(), t.Left, nil
}

// inFile puts a file's name before what is wrong with it.
func inFile(file string, err error) error {
	message, help := explain(err)
	var at *fs.PathError
	if errors.As(err, &at) {
		message = cause(err)
	}
	return failed(file+": "+message, help)
}

// fewFaults is how many values that can't be read are listed on a terminal before they are only counted.
const fewFaults = 20

// sayFaults lists what could not be read of a file.
func (i *importing) sayFaults(file string) {
	all := i.planner.Plan.Faults[i.faults:]
	i.faults = len(i.planner.Plan.Faults)
	for n, f := range all {
		i.twoDays = i.twoDays || f.Why == roster.TwoDays
		if n == fewFaults && i.app.err.isTerminal() {
			i.app.hint(fmt.Sprintf("%s: and %d more values that can't be read", file, len(all)-n))
			return
		}
		place := file
		if f.Line > 0 {
			place = fmt.Sprintf("%s:%d", file, f.Line)
		}
		i.app.hint(place + ": `" + f.Text + "`: " + f.Why)
	}
}

// sayBare says who in a file is left out, because there is nothing to call them by.
func (i *importing) sayBare(file string) {
	lines := i.planner.Plan.Bare[i.bare:]
	i.bare += len(lines)
	if n := len(lines); n > 0 {
		i.app.hint(fmt.Sprintf("%s: %d left out, without a name, an address or a number%s", file, n, onLines(lines)))
	}
}

// onLines says on which lines, the first of many.
func onLines(lines []int) string {
	const few = 5
	var all []string
	for _, n := range lines[:min(few, len(lines))] {
		if n > 0 {
			all = append(all, number(n))
		}
	}
	switch {
	case len(all) == 0:
		return ""
	case len(lines) == 1:
		return " (line " + all[0] + ")"
	case len(lines) > few:
		all = append(all, "…")
	}
	return " (lines " + strings.Join(all, ", ") + ")"
}
