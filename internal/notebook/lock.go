package notebook

import "time"

// How long one waits for another process that writes notes.
const (
	patient   = 10 * time.Second
	impatient = 0
)
