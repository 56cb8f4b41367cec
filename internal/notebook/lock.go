package notebook

import "time"

// How long one waits for another process that writes notes, and how long one sleeps in between.
const (
	patient    = 10 * time.Second
	impatient  = 0
	firstNap   = time.Millisecond
	longestNap = 20 * time.Millisecond
)
