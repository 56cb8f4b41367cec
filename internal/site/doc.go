// Package site makes the files of the site: pages, data, scripts and styles, as bytes. It knows no
// file system, no clock and no network; the same input gives the same bytes.
//
// # Two steps
//
// [Build] first makes a model of every page, a plain struct of values, and then fills the layout of
// that page with it. Models are cheap and compare with reflect.DeepEqual: a page whose model is that
// of the last build need not be filled again. The exported model types are at the same time what a
// layout in the user's layouts/ can name: [Frame], [Index], [People], [Person], [Events], [Event],
// [Journal], [Month], [Promises], [LedgerPage], [Introductions], [Review] and what they hold.
//
// # Layouts
//
// A layout is an html/template of a fixed name: frame.html is around every page, and holds the page
// as .Main; index.html, people.html, person.html, events.html, event.html, journal.html, month.html,
// promises.html, settled.html (promises of a year), introductions.html and review.html are the pages. due.html lists who is due where index.html has no room. Parts of
// index.html are lede.html (the sentences under the headline), empty.html, row.html (a contact), also.html (a promise
// of theirs), birthday.html and promise.html; parts of several pages are problems.html, entry.html (of a journal), occasion.html
// (an event in the list), ledger.html and ledgerline.html (one side of the promises, and one of them),
// and pairs.html (of introductions). The first of the given folders that holds a file of the name wins. A file of another name is a warning; a layout that can't be
// read or filled stops the build with its file and line.
//
// The letters that mail actions open are made by package draft, of drafts/ in the same folders. One that
// can't be made is a problem, and its mail opens without a text.
//
// # Days
//
// A page is read on other days than the one it was built on. So dates are written out ("Tue 1 Dec"), and
// what changes with the day is worked out for [Horizon] days when the site is built. index.html holds
// its own day; what it shows on each other day stands in days.js, which its script loads on such a day and
// puts in place before the page is seen. due.html reads on such a day why
// somebody falls due from people-reasons.js. A contact's page holds all of its faces ([Face]), and shows that
// of the day. Where only a label changes, data attributes say from when on ([PersonRow]).
//
// # Text of others
//
// Everything in a note may be hostile. Text gets into a page through html/template, and Markdown
// through one renderer that shows raw HTML as text. A link is one only with the scheme http, https,
// mailto or tel, or when it leads to another note; an image only when it lies in the notebook
// (SPEC 6). Each page forbids by its policy what the renderer does not make.
package site
