//go:build unix

package watch

import (
	"errors"
	"syscall"
)

// refused reports whether an error says that the system gives no more watches, or has none. A folder
// that is gone is no such case: the next look does not name it.
func refused(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) ||
		errors.Is(err, syscall.ENOSYS) || errors.Is(err, syscall.EOPNOTSUPP)
}
