// Package layouts holds the built-in templates of the site, one html/template for each name. A file of
// the same name in the layouts/ of a notebook is used instead.
package layouts

import "embed"

// Files holds the templates by name.
//
//go:embed *.html
var Files embed.FS
