//go:build !unix

package growth

import "time"

// Processor gives what this program took of all processors until now, or 0 where the system does not tell.
func Processor() time.Duration { return 0 }
