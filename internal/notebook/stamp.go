package notebook

import (
	"os"
	"time"
)

// stamp is what a file system says of a file without reading it: as long as it is the same, the file
// is.
type stamp struct {
	size     int64
	modified int64 // in nanoseconds since 1970, as the other times
	changed  int64 // of the file's entry, which no program can set; 0 where the system has none
	place    place
}

// place is where a file lies on the disk, under whatever name; zero where the system does not say.
type place struct{ device, number uint64 }

// content is what of a stamp stays the same when a file gets another name. Its place alone won't do: that
// of a file that is deleted goes to the next new one.
type content struct {
	place
	size, modified int64
}

func (s stamp) content() content { return content{s.place, s.size, s.modified} }

// written is when a file was last written.
func (s stamp) written() time.Time { return time.Unix(0, max(s.modified, s.changed)) }

// stampOf asks for the stamp of a file, that of the target for a link.
func stampOf(path string) (stamp, error) {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}, err
	}
	s := stamp{size: info.Size(), modified: info.ModTime().UnixNano()}
	s.changed, s.place = placeOf(info)
	return s, nil
}
