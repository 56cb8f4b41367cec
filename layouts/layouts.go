// Package layouts holds the built-in templates: those of the site, one html/template for each name, and
// those of drafts, one text/template for each name in drafts/. A file of the same name in the layouts/
// of a notebook is used instead.
package layouts

import "embed"

// Files holds the templates by name: "index.html", "drafts/thank-you.txt".
//
//go:embed *.html drafts/*.txt
var Files embed.FS
