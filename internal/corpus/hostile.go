package corpus

import (
	"cmp"
	"slices"

	"redial/internal/civil"
)

// Hostile is a notebook that was made to break a program, with what is expected of `redial build` on it.
type Hostile struct {
	Name  string // in a few words: the name of a test
	Items []Item // what lies on the disk

	Contacts []Contact  // who is in the site, sorted by id; nobody else is
	Problems []Expected // each once, sorted by file, and no others
	Exit     int        // the exit status
	Says     string     // what stands in the output for people; empty for nothing in particular
}

// Kind is what an item is on the disk.
type Kind string

// The kinds of items.
const (
	Regular Kind = ""       // a file
	Folder  Kind = "folder" // an empty folder, or one that other items lie in
	Pipe    Kind = "pipe"   // a FIFO that nobody writes to
	Link    Kind = "link"   // a symbolic link to Target
)

// Item is one thing on the disk. Folders above it are made as needed.
type Item struct {
	Path   string // from the notebook's folder, with slashes; "../outside/…" lies beside it
	Kind   Kind
	Data   []byte // of a regular file
	Target string // of a link
}

// Contact is what must have been read of a note, faults or not.
type Contact struct {
	ID      string
	Name    string     // empty where it is not looked at
	Next    civil.Date // `next:`; zero where there is none
	Entries int        // how many journal entries count
}

// Expected is a problem that is expected: once, not twice, and not beside another one for the same fault.
type Expected struct{ File, Code string }

// Hostiles gives the hostile notebooks. Some are large (20 MB): they are made anew on every call.
func Hostiles() []Hostile {
	all := slices.Concat(emptyNotebooks(), plainNotebooks(), frontFaults(), bombs(), bytesAndSizes(), diskFaults(), oddNames(), merges())
	for _, h := range all {
		slices.SortFunc(h.Contacts, func(a, b Contact) int { return cmp.Compare(a.ID, b.ID) })
		slices.SortFunc(h.Problems, func(a, b Expected) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Code, b.Code)) })
	}
	return all
}

// file gives the item of a regular file.
func file(path, data string) Item { return Item{Path: path, Data: []byte(data)} }

// ada is the note that stands in most of them: that it is read shows that the fault stopped nothing.
const ada = "---\nname: Ada Byron\nnext: 2026-12-04\n---\n\n## Journal\n\n- 2026-11-18 met: at the breakfast\n"

// adaRead is what is to be read of it.
func adaRead(id string) Contact {
	return Contact{ID: id, Name: "Ada Byron", Next: civil.Of(2026, 12, 4), Entries: 1}
}

// besideAda gives a notebook of Ada's note and another one, "notes/bad.md", in which the codes are expected.
func besideAda(name, data string, bad Contact, codes ...string) Hostile {
	h := Hostile{Name: name, Items: []Item{file("notes/ada-byron.md", ada), file("notes/bad.md", data)}}
	bad.ID = "bad"
	h.Contacts = []Contact{adaRead("ada-byron"), bad}
	for _, c := range codes {
		h.Problems = append(h.Problems, Expected{"notes/bad.md", c})
	}
	return h
}

func emptyNotebooks() []Hostile {
	const init = "redial init"
	return []Hostile{
		{Name: "an empty folder", Exit: 1, Says: init},
		{Name: "a notes folder without notes", Items: []Item{{Path: "notes", Kind: Folder}}},
		{Name: "settings without notes", Items: []Item{file("redial.yaml", "title: Nobody yet\n"), {Path: "notes", Kind: Folder}}},
		{Name: "settings that can't be read", Items: []Item{file("redial.yaml", "title: [\n"), file("notes/ada-byron.md", ada)}, Exit: 1, Says: "redial.yaml:"},
		{Name: "settings with an unknown key", Items: []Item{file("redial.yaml", "working_day: [mon]\n"), file("notes/ada-byron.md", ada)}, Exit: 1, Says: "working_days"},
	}
}

// plainNotebooks are notes that are as they should be, in all the forms that editors leave.
func plainNotebooks() []Hostile {
	alone := func(name, data string, c Contact) Hostile {
		c.ID = "ada-byron"
		return Hostile{Name: name, Items: []Item{file("notes/ada-byron.md", data)}, Contacts: []Contact{c}}
	}
	met := Contact{Name: "Ada Byron", Entries: 1}
	return []Hostile{
		alone("only name and next", "---\nname: Ada Byron\nnext: 2026-12-04\n---\n", Contact{Name: "Ada Byron", Next: civil.Of(2026, 12, 4)}),
		alone("CRLF line ends", crlf(ada), adaRead("")),
		alone("a byte order mark", "\ufeff"+ada, adaRead("")),
		alone("a byte order mark and CRLF", "\ufeff"+crlf(ada), adaRead("")),
		alone("no newline at the end", ada[:len(ada)-1], adaRead("")),
		alone("no front matter", "# Ada Byron\n\n- 2026-11-18 met\n", met),
		alone("no front matter, and CRLF", crlf("# Ada Byron\n\n- 2026-11-18 met\n"), met),
		alone("only front matter, no newline at the end", "---\nname: Ada Byron\n---", Contact{Name: "Ada Byron"}),
		alone("front matter without a key", "---\n---\n\n# Ada Byron\n\n- 2026-11-18 met\n", met),
		alone("an empty note", "", Contact{}),
		alone("blanks alone", " \n\t\n\r\n", Contact{}),
		alone("a body of nothing but a rule", "---\nname: Ada Byron\n---\n\n---\n", Contact{Name: "Ada Byron"}),
		alone("a date with time zones in the text", "---\nname: Ada Byron\n---\n\n- 2026-11-18 met: 2026-11-18T23:30:00-08:00\n", met),
	}
}

func frontFaults() []Hostile {
	next := Contact{Name: "Bad Note", Next: civil.Of(2026, 12, 4), Entries: 1}
	const body = "\n- 2026-11-18 met\n"
	return []Hostile{
		besideAda("front matter that is never closed", "---\nname: Bad Note\nnext: 2026-12-04\n"+body, next, "open-front-matter"),
		besideAda("front matter that is never closed, and nothing below it", "---\nname: Bad Note\nnext: 2026-12-04\n",
			Contact{Name: "Bad Note", Next: next.Next}, "open-front-matter"),
		besideAda("front matter in TOML", "+++\nname = \"Bad Note\"\n+++\n"+body, Contact{Entries: 1}, "not-yaml"),
		besideAda("front matter in JSON", "{\n\"name\": \"Bad Note\"\n}\n"+body, Contact{Entries: 1}, "not-yaml"),
		besideAda("a quote that is never closed", "---\nname: Bad Note\nnext: 2026-12-04\nrole: \"Head\n---\n"+body, next, "bad-yaml"),
		besideAda("a tab before a key", "---\nname: Bad Note\nnext: 2026-12-04\n\trole: Head\n---\n"+body, next, "bad-yaml"),
		besideAda("a blank before a key", "---\nname: Bad Note\n next: 2026-12-04\nrole: Head\n---\n"+body, next, "bad-yaml"),
		besideAda("a tab before a key in the middle", "---\nname: Bad Note\n\tnext: 2026-12-04\nrole: Head\n---\n"+body, next, "bad-yaml"),
		besideAda("a list on top", "---\n- Bad Note\n- next\n---\n"+body, Contact{Entries: 1}, "bad-yaml"),
		besideAda("a key twice", "---\nname: Bad Note\nnext: 2026-12-11\nnext: 2026-12-04\n---\n"+body, next, "duplicate-key"),
		besideAda("a date that does not exist", "---\nname: Bad Note\nnext: 31 Nov 2026\n---\n"+body, Contact{Name: "Bad Note", Entries: 1}, "bad-date"),
		besideAda("values that YAML would change", "---\nname: No\nphone: 02079460000\ncompany: 1e3\nrole: ~\nnext: 2026-12-04\n---\n"+body,
			Contact{Name: "No", Next: next.Next, Entries: 1}),
		besideAda("an alias bomb of ten keys", "---\nname: Bad Note\nnext: 2026-12-04\n"+aliases()+"---\n"+body, next, slices.Repeat([]string{"bad-yaml"}, 10)...),
		besideAda("an alias to itself", "---\nname: Bad Note\nnext: 2026-12-04\ntags: &a [*a]\n---\n"+body, next, "bad-yaml"),
		besideAda("a merge key", "---\nname: Bad Note\nnext: 2026-12-04\n<<: {role: Head}\n---\n"+body, next, "bad-yaml"),
		besideAda("20,000 brackets in a value", "---\nname: Bad Note\nnext: 2026-12-04\ntags: "+repeat("[", 20_000)+"\n---\n"+body, next, "bad-yaml"),
		besideAda("20,000 closed brackets in a value", "---\nname: Bad Note\nnext: 2026-12-04\ntags: "+repeat("[", 20_000)+repeat("]", 20_000)+"\n---\n"+body, next, "bad-yaml"),
	}
}
