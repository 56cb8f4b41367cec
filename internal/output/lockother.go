//go:build !unix

package output

// lock does nothing: the system has no lock that ends with its process and needs no file.
func (o *Output) lock() (unlock func(), err error) { return func() {}, nil }
