package watch

import "errors"

// ErrClaimed is the error of something that another process keeps current already.
var ErrClaimed = errors.New("another process keeps it current")
