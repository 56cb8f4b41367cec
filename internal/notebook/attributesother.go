//go:build unix && !linux

package notebook

// keepAttributes does nothing: the standard library reads extended attributes on Linux only.
func keepAttributes(path, like string) bool { return true }
