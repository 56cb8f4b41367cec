package roster

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Unpack opens the address book in an archive: Connections.csv if it is LinkedIn's, else the only file
// that is one. The name is its path in the archive, and leads nowhere. Reading ends with an error behind
// [MaxUnpacked] bytes.
func Unpack(r io.ReaderAt, size int64) (name string, book io.ReadCloser, err error) {
	archive, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // paths are never used as such
		return "", nil, fmt.Errorf("the archive can't be read: %w", err)
	}
	const most = 300 // files that are looked into
	looked := 0
	var found []*zip.File
	for _, f := range archive.File {
		if strings.EqualFold(path.Base(strings.ReplaceAll(f.Name, `\`, "/")), "Connections.csv") {
			return opened(f)
		}
		if !mayBeBook(f.Name) {
			continue
		}
		if looked++; looked > most {
			return "", nil, fmt.Errorf("the archive holds more than %d tables and cards\nhelp: unpack it, and import the file that is the address book", most)
		}
		if isBook(f) {
			found = append(found, f)
		}
	}
	switch len(found) {
	case 0:
		return "", nil, errors.New("the archive holds no address book\nhelp: LinkedIn's has a Connections.csv; ask LinkedIn for your connections, or for all your data")
	case 1:
		return opened(found[0])
	}
	return "", nil, fmt.Errorf("the archive holds %d address books, among them `%s` and `%s`\nhelp: unpack it, and import one after the other", len(found), found[0].Name, found[1].Name)
}

func mayBeBook(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".vcf", ".vcard", ".json":
		return !strings.HasPrefix(name, "__MACOSX/")
	}
	return false
}

func isBook(f *zip.File) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	head := make([]byte, headSize)
	n, _ := io.ReadFull(r, head)
	kind := Look(head[:n])
	return kind != Unknown && kind != Zip
}

func opened(f *zip.File) (string, io.ReadCloser, error) {
	if f.UncompressedSize64 > MaxUnpacked {
		return "", nil, tooLarge(f.Name)
	}
	r, err := f.Open()
	if err != nil {
		return "", nil, fmt.Errorf("`%s` in the archive can't be read: %w", f.Name, err)
	}
	return f.Name, &capped{ReadCloser: r, left: MaxUnpacked, name: f.Name}, nil
}

func tooLarge(name string) error {
	return fmt.Errorf("`%s` in the archive unpacks to more than %d MiB, which no address book does", name, MaxUnpacked>>20)
}

// capped ends a file that an archive made large with an error: what its directory says of the size may
// be a lie.
type capped struct {
	io.ReadCloser
	left int64
	name string
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, tooLarge(c.name)
	}
	n, err := c.ReadCloser.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// Peek gives the beginning of a file, and the file from its beginning.
func Peek(r io.Reader) (head []byte, whole io.Reader) {
	head = make([]byte, headSize)
	n, _ := io.ReadFull(r, head)
	return head[:n], io.MultiReader(bytes.NewReader(head[:n]), r)
}
