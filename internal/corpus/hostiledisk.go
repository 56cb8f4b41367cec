package corpus

import "redial/internal/civil"

// diskFaults are things on the disk that look like notes, and notes that can't be read.
func diskFaults() []Hostile {
	beside := func(name string, problems []Expected, items ...Item) Hostile {
		return Hostile{
			Name: name, Items: append([]Item{file("notes/ada-byron.md", ada)}, items...),
			Contacts: []Contact{adaRead("ada-byron")}, Problems: problems,
		}
	}
	unreadable := func(files ...string) []Expected {
		var out []Expected
		for _, f := range files {
			out = append(out, Expected{f, "unreadable"})
		}
		return out
	}
	ben := Contact{ID: "ben", Name: "Ben Hill", Next: civil.Of(2026, 12, 4)}
	const benNote = "---\nname: Ben Hill\nnext: 2026-12-04\n---\n"

	outward := beside("a link out of the notebook", []Expected{{"notes/ben.md", "outside-link"}},
		file("../outside/ben.md", benNote), Item{Path: "notes/ben.md", Kind: Link, Target: "../../outside/ben.md"})
	followed := beside("a link out of the notebook, with follow_links", nil,
		file("redial.yaml", "follow_links: true\n"), file("../outside/ben.md", benNote),
		Item{Path: "notes/ben.md", Kind: Link, Target: "../../outside/ben.md"})
	followed.Contacts = append(followed.Contacts, ben)
	inside := beside("a link inside the notebook", nil,
		file("elsewhere/ben.md", benNote), Item{Path: "notes/ben.md", Kind: Link, Target: "../elsewhere/ben.md"})
	inside.Contacts = append(inside.Contacts, ben)
	folder := beside("a link to a folder inside the notebook", nil,
		file("elsewhere/ben.md", benNote), Item{Path: "notes/more", Kind: Link, Target: "../elsewhere"})
	ben.ID = "more/ben"
	folder.Contacts = append(folder.Contacts, ben)
	dotmd := beside("a folder with a note in it whose name ends as a note's", nil, file("notes/x.md/ben.md", benNote))
	ben.ID = "x.md/ben"
	dotmd.Contacts = append(dotmd.Contacts, ben)

	return []Hostile{
		beside("an empty folder whose name ends as a note's", unreadable("notes/x.md"), Item{Path: "notes/x.md", Kind: Folder}),
		dotmd,
		beside("a pipe", unreadable("notes/p.md"), Item{Path: "notes/p.md", Kind: Pipe}),
		beside("a link to a pipe", unreadable("notes/p.md"),
			Item{Path: "elsewhere/pipe", Kind: Pipe}, Item{Path: "notes/p.md", Kind: Link, Target: "../elsewhere/pipe"}),
		beside("a dangling link", unreadable("notes/gone.md"), Item{Path: "notes/gone.md", Kind: Link, Target: "nowhere.md"}),
		outward, followed, inside, folder,
		beside("a link to a folder out of the notebook", []Expected{{"notes/more", "outside-link"}},
			file("../outside/ben.md", benNote), Item{Path: "notes/more", Kind: Link, Target: "../../outside"}),
		beside("an absolute link out of the notebook", []Expected{{"notes/passwd.md", "outside-link"}},
			Item{Path: "notes/passwd.md", Kind: Link, Target: "/etc/hostname"}),
		beside("two links in a loop", unreadable("notes/a.md", "notes/b.md"),
			Item{Path: "notes/a.md", Kind: Link, Target: "b.md"}, Item{Path: "notes/b.md", Kind: Link, Target: "a.md"}),
		beside("a link to itself", unreadable("notes/a.md"), Item{Path: "notes/a.md", Kind: Link, Target: "a.md"}),
		beside("a link to a note that is read already", []Expected{{"notes/ada-again.md", "twin"}},
			Item{Path: "notes/ada-again.md", Kind: Link, Target: "ada-byron.md"}),
		beside("a folder that holds a link to itself", unreadable("notes/loop"), Item{Path: "notes/loop", Kind: Link, Target: "."}),
		beside("a folder that holds a link to the notebook", unreadable("notes/deep/loop"), Item{Path: "notes/deep/loop", Kind: Link, Target: "../.."}),
	}
}

// oddNames are names that file systems, addresses, shells and templates trip over. They are no fault, but
// where two of them are one on other systems.
func oddNames() []Hostile {
	named := func(name string, stems ...string) Hostile {
		h := Hostile{Name: name}
		for i, stem := range stems {
			who := "Person " + string(rune('A'+i))
			h.Items = append(h.Items, file("notes/"+stem+".md", "---\nname: "+who+"\n---\n\n- 2026-11-18 met\n"))
			h.Contacts = append(h.Contacts, Contact{ID: stem, Name: who, Entries: 1})
		}
		return h
	}
	hidden := named("files that are no notes", "ada-byron")
	for _, p := range []string{".hidden.md", "#auto#.md", "~lock.md", "_draft.md", "README.md", "sub/README.md", ".trash/ben.md", "_old/ben.md", "plan.txt", "ben.md~", "ben.markdown"} {
		hidden.Items = append(hidden.Items, file("notes/"+p, "---\nname: Person A\nnext: no date\n---\n"))
	}
	hidden.Problems = []Expected{{"notes/ben.markdown", "not-read"}, {"notes/plan.txt", "not-read"}}
	byCase := named("names that differ in case alone", "ADA", "Ada", "ada")
	byCase.Problems = []Expected{{"notes/Ada.md", "twin"}, {"notes/ada.md", "twin"}}
	byForm := named("names that differ in Unicode's form alone", "zoe\u0308", "zo\u00eb")
	byForm.Problems = []Expected{{"notes/zo\u00eb.md", "twin"}}
	return []Hostile{
		byCase, byForm, hidden,
		named("names with blanks and quotes", " leading", "o'brien", "ada byron", "say \"hi\"", "two  blanks"),
		named("names that addresses give a meaning", "100%", "a#1", "%2e%2e", "a&b", "a+b", "q?x=1", "semi;colon", "name@host", "http:"),
		named("names that HTML gives a meaning", "&lt;", "<b>bold<", "<script>", "{{.}}"),
		named("names of other scripts and emoji", "山田-太郎", "דוד-כהן", "يوسف", "🚀", "👩‍👩‍👧", "zoë"),
		named("names that Windows keeps for itself", "aux", "com1", "con", "con.backup", "nul", "trailing.", "pipe|", "star*"),
		named("names of the site's own pages", "index", "index.html", "people/index", "people/people/index"),
		named("names that a terminal obeys", "\x1b[31mred", "new\nline", "tab\tbed", "\u009b31m", "\u202etxt.exe", "del\x7f", "zero\u200bwidth"),
		named("long names", repeat("long-", 49)+"name", repeat("山", 83)),
		named("names that look like options and paths", "--help", "-C", "ada..", "back\\slash", "sub/ada.."),
	}
}

// merges are what sync and merge tools leave behind.
func merges() []Hostile {
	const body = "\n- 2026-11-18 met\n"
	earlier := Contact{Name: "Bad Note", Next: civil.Of(2026, 12, 4), Entries: 1}
	copies := besideAda("copies that tools leave", ada, Contact{})
	copies.Contacts = copies.Contacts[:1]
	copies.Items = copies.Items[:1]
	for _, p := range []string{
		"notes/ada-byron (ada's conflicted copy 2026-11-30).md", "notes/ada-byron.sync-conflict-20261130-091500-ABCDEFG.md", "notes/ada-byron_BACKUP_4711.md",
	} {
		copies.Items = append(copies.Items, file(p, ada))
		copies.Problems = append(copies.Problems, Expected{p, "conflict-copy"})
	}
	return []Hostile{
		besideAda("conflict markers in the front matter",
			"---\nname: Bad Note\n<<<<<<< HEAD\nnext: 2026-12-11\n=======\nnext: 2026-12-04\n>>>>>>> theirs\n---\n"+body, earlier, "conflict"),
		besideAda("conflict markers in the front matter, with the base",
			"---\nname: Bad Note\n<<<<<<< HEAD\nnext: 2026-12-04\n||||||| 1a2b3c4\nnext: 2026-12-01\n=======\nnext: 2026-12-11\n>>>>>>> theirs\n---\n"+body, earlier, "conflict"),
		besideAda("conflict markers in the front matter, CRLF",
			crlf("---\nname: Bad Note\n<<<<<<< HEAD\nnext: 2026-12-11\n=======\nnext: 2026-12-04\n>>>>>>> theirs\n---\n"+body), earlier, "conflict"),
		besideAda("conflict markers in the journal",
			"---\nname: Bad Note\nnext: 2026-12-04\n---\n\n- 2026-11-18 met\n<<<<<<< HEAD\n- 2026-11-20 email: the outline\n=======\n- 2026-11-21 call: about the outline\n>>>>>>> theirs\n",
			Contact{Name: "Bad Note", Next: earlier.Next, Entries: 3}, "conflict"),
		besideAda("conflict markers in the journal, with the base",
			"---\nname: Bad Note\nnext: 2026-12-04\n---\n\n- 2026-11-18 met\n<<<<<<< HEAD\n- 2026-11-20 email: the outline\n||||||| 1a2b3c4\n=======\n- 2026-11-21 call: about the outline\n>>>>>>> theirs\n",
			Contact{Name: "Bad Note", Next: earlier.Next, Entries: 3}, "conflict"),
		besideAda("conflict markers around the whole note",
			"<<<<<<< HEAD\n---\nname: Bad Note\nnext: 2026-12-11\n---\n"+body+"=======\n---\nname: Bad Note\nnext: 2026-12-04\n---\n"+body+">>>>>>> theirs\n",
			Contact{Name: "Bad Note", Next: earlier.Next, Entries: 2}, "conflict"),
		besideAda("a second front matter in the body",
			"---\nname: Bad Note\nnext: 2026-12-04\n---\n"+body+"\n---\nname: Bad Note Two\nnext: 2026-12-11\n---\n", earlier, "duplicate-key"),
		copies,
	}
}
