// Package internal is the house of Redial: its rooms, who may use whom, and why. It holds no code; the
// test beside it reads the tables below and holds the whole project to them, so that this page stays
// true. Two rooms may become one, or one two, when the code shows it: change the table and the reason
// together.
//
// # The way through
//
// Redial is a pipeline. Bytes of notes come in on one side, files of a site go out on the other, and
// everything between is pure: no file system, no clock, no goroutines. Today's date is an argument.
//
//	notes/*.md ──▶ note ──▶ contact ──▶ followup ──▶ site ──▶ output ──▶ public/
//	 (bytes)      parse     typed       state, due    pages     write what changed
//	              spans     people      reason        as bytes
//
// Edits go the other way and never through the site:
//
//	command ──▶ notebook.Update(file, change) ──▶ note: bytes → bytes ──▶ parse again, check ──▶ atomic replace
//
// # Rooms
//
// A room uses those rooms that stand behind the arrow, and no others. A folder inside a room belongs
// to it. Test files may use any room.
//
//	cmd/redial          main: call cli.Main, exit with its code
//	                    ▶ internal/cli
//	internal/cli        the command tree, one file a command; streams passed in; the one switch from errors to exit codes
//	                    ▶ internal/build internal/civil internal/config internal/contact internal/diag internal/draft internal/followup
//	                    ▶ internal/ical internal/note internal/notebook internal/output internal/roster internal/samples
//	                    ▶ internal/server internal/site internal/vcard internal/watch layouts static
//	internal/build      one build, and the next one: load, assess, render, write
//	                    ▶ internal/civil internal/config internal/contact internal/diag internal/draft internal/followup
//	                    ▶ internal/ical internal/notebook internal/output internal/site layouts static
//	internal/civil      dates, times, periods, working days, date words
//	internal/diag       problems: file, line, column, what to type instead; sorting, one printer
//	internal/note       the file format: front matter, entry grammar, spans; its package comment is the format's specification
//	                    ▶ internal/civil internal/diag
//	internal/contact    contacts, entries, promises, events; the book in which they are looked up
//	                    ▶ internal/civil internal/diag internal/note
//	internal/followup   the rules: policies, Assess, forecast, agenda, figures; its package comment is the rule book
//	                    ▶ internal/civil internal/contact internal/diag internal/note
//	internal/draft      messages from text templates: which one fits, which article, the link that opens a letter
//	                    ▶ internal/civil internal/contact internal/followup internal/note
//	internal/site       page models, relative addresses, Markdown to HTML; Build gives files as bytes
//	                    ▶ internal/civil internal/contact internal/diag internal/draft internal/followup internal/ical internal/note layouts static
//	internal/ical       the calendar of a notebook, as text that other programs read
//	                    ▶ internal/civil internal/contact internal/followup internal/note
//	internal/roster     people in other programs: address books in, a table out; the plan of what an import would do
//	                    ▶ internal/civil internal/contact internal/diag internal/note
//	internal/vcard      cards in and out, as people of internal/roster
//	                    ▶ internal/civil internal/roster
//	internal/config     redial.yaml: strict keys, defaults, policies
//	                    ▶ internal/civil internal/diag internal/followup
//	internal/notebook   the user's folder on disk: find it, load all notes; create, update and remove them
//	                    ▶ internal/config internal/contact internal/diag internal/note
//	internal/output     public/: skip equal bytes, replace atomically, remove only what its own manifest lists
//	internal/watch      fsnotify behind one function: when to look at the notes again; sweeps that make up for lost events
//	internal/server     the loopback preview: the files of public/
//	internal/samples    the sample notebook inside the binary, and the days in it moved to around today
//	                    ▶ internal/civil
//	internal/corpus     generated notebooks and hostile ones, for tests and benchmarks alone
//	                    ▶ internal/civil internal/note
//	internal/browser    real browsers, Chromium and Firefox, for tests alone
//	internal/growth     finds work that takes the square of its size, for tests alone
//	layouts             the built-in templates, and the small Go file that embeds them
//	static              the built-in styles and scripts, and the small Go file that embeds them
//	notes               the sample notebook: Markdown and redial.yaml, never a Go file
//
// A Go file in notes/ would be compiled, and a note beside an embedding Go file can break the build by
// its name alone (o'brien.md does). So the samples reach the binary as an archive in internal/samples.
//
// Rooms to come, with their places kept: internal/gitrepo (note, notebook) and internal/lsp (note,
// contact, followup, notebook, diag).
//
// # Bans
//
// What stands on the left is used in the rooms on the right and nowhere else; "but" turns it round.
// Rooms are named without internal/. Test files are free.
//
//	os                              but civil diag note contact followup site draft ical vcard roster config
//	os/exec                         cli gitrepo browser
//	net/http                        server
//	html/template                   site
//	text/template                   draft cli
//	github.com/spf13/cobra          cli
//	github.com/fsnotify/fsnotify    watch
//	testing                         corpus browser growth
//	time.Now                        cli browser
//	os.Exit                         cmd/redial
//	go                              build notebook watch server lsp cli
//
// Why: without the file system, the network and the clock, a room gives the same answer to the same
// question, can be tested with nothing but values, and can't harm a note. `time.Now` has one caller in the program, so
// that --today rules everywhere. Templates have one renderer, so that escaping has one place. A
// goroutine has an owner, an end and a test; `go` stands for the statement and for [sync.WaitGroup.Go].
//
// Nowhere: init functions; package-level variables without a value; cgo, unsafe; packages named util,
// common, helpers, manager, core or types; underscores in file names but before test, the name of a
// system, and other for the rest of them. Every package has a package comment.
//
// # What holds it up
//
//   - One parser decides. goldmark's tree says what is a list item and where; the entry grammar only
//     reads the item's first paragraph. There is no second scanner that could disagree.
//   - Front matter is text. adrg/frontmatter splits it off, through an unmarshal function of ours that
//     keeps the YAML nodes; every value is typed by us from what was written.
//   - Derived, never stored. Nothing that Redial works out is written into a note.
//   - Problems are values. They are collected and shown; one bad note never stops the build.
//   - Deterministic. The same notes, settings and day give the same bytes: sort before printing, no map
//     order, no time inside pages but the day.
//   - Memo, not graph. Contacts, events and assessments never change: one that is the same value is the
//     same. A watch takes from its last build what followed from the same values, and works out the rest;
//     random histories hold every such step to what a build of everything gives.
//   - Overlay by name. A template or asset is the user's file if it is there, else the built-in one;
//     names are a fixed list, never a pattern.
//   - Goroutines have an owner, an end and a test.
//
// # Dependencies
//
// Every module that the code names, with the rooms that use it and the reason. A new one needs a reason
// that good engineers would accept; nothing that needs the network at run time, cgo, or a build step for
// the browser.
//
//	github.com/adrg/frontmatter         note                   splits front matter off; predictable, its gaps are closed from outside
//	go.yaml.in/yaml/v4                  note config            nodes and errors with line and column, guards against alias bombs
//	github.com/yuin/goldmark            note site              Markdown with a byte position for every list item and box; safe by default
//	github.com/fsnotify/fsnotify        watch                  hints that a file changed, on four systems
//	github.com/spf13/cobra              cli                    commands, flags, completion in four shells
//	github.com/spf13/pflag              cli                    typed flag errors, for a better word on a mistyped flag
//	github.com/clipperhouse/displaywidth  cli diag              columns of a terminal, right for emoji and CJK
//	golang.org/x/term                   cli                    whether a stream is a terminal, and how wide
//	golang.org/x/text                   contact site roster vcard  Unicode normal forms, for names as people type them; the encodings of old address books
//	github.com/arran4/golang-ical       ical                   escapes and folds calendars; its faults are kept out (see there)
//	github.com/google/go-cmp            tests                  differences that can be read
//	pgregory.net/rapid                  tests                  properties, with shrinking
//	github.com/emersion/go-vcard        vcard                  reads the lines of cards; its faults are kept out (see there)
//	github.com/emersion/go-ical         tests                  reads calendars back, with other code than wrote them
//	github.com/rogpeppe/go-internal     tests                  whole commands as scripts
//	golang.org/x/net                    browser tests          HTML of the pages, parsed; the socket over which Firefox is driven
//	github.com/chromedp/chromedp        browser tests          the pages in a real Chromium
//	github.com/chromedp/cdproto         browser tests          what chromedp is told about requests and the console
//
// gopkg.in/yaml.v2 and github.com/BurntSushi/toml come with adrg/frontmatter, which asks for old ones:
// go.mod raises them.
package internal
