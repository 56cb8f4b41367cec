package notebook

import (
	"bytes"
	"errors"
	"maps"
	"strings"
	"syscall"
)

// keepAttributes gives a file the extended attributes of another, among them its access list, and no
// others; it reports whether that could be done.
func keepAttributes(path, like string) bool {
	want, err := attributes(like)
	if err != nil {
		return errors.Is(err, errors.ErrUnsupported)
	}
	have, err := attributes(path)
	if err != nil {
		return false
	}
	for name := range have {
		if _, ok := want[name]; !ok && syscall.Removexattr(path, name) != nil {
			return false
		}
	}
	for name, value := range want {
		if old, ok := have[name]; (!ok || old != value) && syscall.Setxattr(path, name, []byte(value), 0) != nil {
			return false
		}
	}
	have, err = attributes(path)
	return err == nil && maps.Equal(have, want)
}

// attributes reads the extended attributes of a file.
func attributes(path string) (map[string]string, error) {
	names, err := grown(func(b []byte) (int, error) { return syscall.Listxattr(path, b) })
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for name := range strings.SplitSeq(string(bytes.TrimRight(names, "\x00")), "\x00") {
		if name == "" {
			continue
		}
		value, err := grown(func(b []byte) (int, error) { return syscall.Getxattr(path, name, b) })
		if err != nil {
			return nil, err
		}
		all[name] = string(value)
	}
	return all, nil
}

// grown calls what fills a buffer with one that is large enough.
func grown(fill func([]byte) (int, error)) ([]byte, error) {
	buffer := make([]byte, 1<<10)
	for {
		n, err := fill(buffer)
		if !errors.Is(err, syscall.ERANGE) || len(buffer) > 1<<20 {
			return buffer[:max(n, 0)], err
		}
		buffer = make([]byte, 4*len(buffer))
	}
}
