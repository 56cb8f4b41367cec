//go:build !unix

package watch

import "os"

// take only writes down who keeps it current: the system has no lock that ends with a process.
func (c *Claim) take() (holder string, err error) {
	f, err := os.OpenFile(c.path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return "", err
	}
	if err := write(f, c.who); err != nil {
		f.Close()
		return "", err
	}
	c.file = f
	return "", nil
}
