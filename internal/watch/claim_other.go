//go:build !unix

package watch

import "os"

// Claim makes one process the only one that keeps something current. Here it only writes down who that
// is: the system has no lock that ends with a process.
func Claim(file, who string) (release func(), holder string, err error) {
	err = os.WriteFile(file, []byte(who+"\n"), 0o644)
	return func() { os.Remove(file) }, "", err
}
