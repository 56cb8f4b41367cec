// Package static holds the built-in styles and scripts of the site. A file of the same name in the
// static/ of a notebook is used instead.
package static

import "embed"

// Files holds the styles and scripts by name.
//
//go:embed *.css *.js
var Files embed.FS
