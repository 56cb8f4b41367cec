package cli

import (
	"os"
	"sync"
	"time"
)

// zoneFile is where a system keeps the zone that its clocks show.
const zoneFile = "/etc/localtime"

// clock tells the time where one is. The system's own is asked for its zone once, when a program
// begins; a command that runs for weeks has to notice that its machine went to another one.
type clock struct {
	file string // the zone, as the system keeps it; empty where the person has chosen one

	mu    sync.Mutex
	known os.FileInfo    // the file, when it was read; nil before that
	zone  *time.Location // what it said; nil for what the program began with
}

// newClock makes a clock. Where TZ says which zone is meant, that stays.
func newClock() *clock {
	if _, chosen := os.LookupEnv("TZ"); chosen {
		return &clock{}
	}
	return &clock{file: zoneFile}
}

// now is the time, with the zone that the system has now.
func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.look()
	if c.zone == nil {
		return time.Now()
	}
	return time.Now().In(c.zone)
}

// look reads the zone where it is another one than before. What can't be read changes nothing.
func (c *clock) look() {
	info, err := os.Stat(c.file)
	if c.file == "" || err != nil || c.known != nil && os.SameFile(info, c.known) && info.ModTime().Equal(c.known.ModTime()) {
		return
	}
	first := c.known == nil
	c.known = info
	if first {
		return
	}
	data, err := os.ReadFile(c.file)
	if err != nil {
		return
	}
	if zone, err := time.LoadLocationFromTZData("Local", data); err == nil {
		c.zone = zone
	}
}
