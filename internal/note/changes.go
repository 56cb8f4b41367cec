package note

import "bytes"

// Change is one line that is other after an edit than before.
type Change struct {
	Line   int    // its number after the edit; that before it for a line that is gone
	Before string // without the line end; empty for a new line
	After  string // the same; empty for a line that is gone
	How    How
}

// How is what became of a line.
type How string

// What an edit can do to a line.
const (
	Added   How = "added"
	Removed How = "removed"
	Changed How = "changed"
)

// Changes compares a note before and after edits, line by line, in the order of the lines. A removed
// line and an added one at its place that have half of the shorter one in common are one changed line, and
// so are two that stand alone. Line ends are left out of the comparison.
func Changes(before, after []byte) []Change {
	old, now := textLines(before), textLines(after)
	top := 0
	for top < len(old) && top < len(now) && old[top] == now[top] {
		top++
	}
	tail := 0
	for tail < len(old)-top && tail < len(now)-top && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	c := comparison{old: old[:len(old)-tail], now: now[:len(now)-tail]}
	c.compare(top, top)
	return c.changes
}

// textLines gives the lines of a text as strings.
func textLines(src []byte) []string {
	text := onlyLineFeeds(bytes.TrimPrefix(src, []byte(bom)))
	var list []string
	for at := 0; at < len(text); {
		line, next := lineAt(text, at)
		list = append(list, string(line))
		at = next
	}
	return list
}

// comparison walks over two lists of lines that differ in a few places.
type comparison struct {
	old, now []string
	changes  []Change
}

// compare compares the lines from two places on. Where they differ, the nearest lines at which they meet
// again are looked for, so that it takes a time that grows with the lines and with the size of the
// differences.
func (c *comparison) compare(i, j int) {
	for i < len(c.old) || j < len(c.now) {
		if i < len(c.old) && j < len(c.now) && c.old[i] == c.now[j] {
			i, j = i+1, j+1
			continue
		}
		gone, fresh := c.meet(i, j)
		c.hunk(i, gone, j, fresh)
		i, j = gone, fresh
	}
}

// farthest is how many lines at one place are looked over for a meeting.
const farthest = 1000

// meet gives the nearest pair of lines behind two places that are the same, or the ends.
func (c *comparison) meet(i, j int) (gone, fresh int) {
	for distance := 1; distance <= farthest; distance++ {
		for k := 0; k <= distance; k++ {
			x, y := i+k, j+distance-k
			if x < len(c.old) && y < len(c.now) && c.old[x] == c.now[y] || x == len(c.old) && y == len(c.now) {
				return x, y
			}
		}
	}
	return len(c.old), len(c.now)
}

// hunk records that old lines became new ones.
func (c *comparison) hunk(i, gone, j, fresh int) {
	sole := gone-i == 1 && fresh-j == 1
	for ; i < gone; i++ {
		k, ok := nearest(c.old[i], c.now[j:fresh])
		if !ok && !sole {
			c.changes = append(c.changes, Change{i + 1, c.old[i], "", Removed})
			continue
		}
		c.add(j, j+k)
		j += k
		c.changes = append(c.changes, Change{j + 1, c.old[i], c.now[j], Changed})
		j++
	}
	c.add(j, fresh)
}

// add records new lines.
func (c *comparison) add(j, end int) {
	for ; j < end; j++ {
		c.changes = append(c.changes, Change{j + 1, "", c.now[j], Added})
	}
}

// nearest gives the line that has most in common with another, at least half of the shorter of them.
func nearest(line string, among []string) (index int, ok bool) {
	most := 0
	for i, other := range among {
		if n := common(line, other); n > most && 2*n >= min(len(line), len(other)) {
			index, most = i, n
		}
	}
	return index, most > 0
}

// common counts the bytes that two lines have in common at their ends.
func common(a, b string) int {
	n, front, back := min(len(a), len(b)), 0, 0
	for front < n && a[front] == b[front] {
		front++
	}
	for back < n-front && a[len(a)-1-back] == b[len(b)-1-back] {
		back++
	}
	return front + back
}
