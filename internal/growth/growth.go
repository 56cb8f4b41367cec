// Package growth finds work that takes the square of what it is given, for tests alone. It compares what
// four times as much takes with what once as much takes, so that it says the same on every machine.
package growth

import (
	"runtime"
	"testing"
	"time"
)

const (
	// much is how many times as long four times as much may take: between the 4 of work that grows with
	// its size, or some 6 where it outgrows a cache, and the 16 of work that grows with the square of it.
	much = 9
	// little is a time of a processor below which a ratio says nothing.
	little = 300 * time.Millisecond
	// tries is how often a ratio is measured: the best of each side counts, since nothing but other work,
	// such as that of the garbage collector, makes it longer.
	tries = 6
)

// Linear fails a test whose work takes far more than four times as long on size as on a quarter of it. It
// counts the time of the processors; where the system does not tell it, it counts nothing.
func Linear(t testing.TB, size int, work func(size int)) {
	t.Helper()
	part, whole := took(size/4, work), took(size, work)
	for range tries - 1 {
		if whole < little || whole <= much*part {
			return
		}
		part, whole = min(part, took(size/4, work)), min(whole, took(size, work))
	}
	if whole >= little && whole > much*part {
		t.Errorf("%d took %v, and %d took %v", size/4, part, size, whole)
	}
}

// took gives the time of the processors that work of a size takes.
func took(size int, work func(size int)) time.Duration {
	runtime.GC() // what others left behind is not this one's to clean
	before := Processor()
	work(size)
	return Processor() - before
}
