//go:build unix

package corpus_test

import (
	"syscall"
	"time"
)

// cpuTime gives what the process took of all processors until now. Under the load of others it tells
// more than the clock.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
