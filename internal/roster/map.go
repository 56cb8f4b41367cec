package roster

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"redial/internal/diag"
)

// Map names the columns of a table: which keys of a note their values become.
type Map []Mapping

// Mapping is one column.
type Mapping struct {
	Key   string // of a note, or first, middle, family, notes, source; another one becomes a fact
	Title string // of the column
}

// mapKeys are the keys that a map can name, in the order in which help lists them.
var mapKeys = []string{
	"name", "first", "middle", "family", "aka", "company", "role", "email", "phone", "links", "tags", "offers", "needs",
	"birthday", "since", "at", "by", "notes", "source",
}

// MapKeys gives the keys that a map can name.
func MapKeys() []string { return slices.Clone(mapKeys) }

// ParseMap reads "name=Full Name,email=Mail". A title with a comma stands in quotes with its key:
// `"name=Last, First"`. A key may come several times.
func ParseMap(s string) (Map, error) {
	r := csv.NewReader(strings.NewReader(s))
	r.LazyQuotes, r.TrimLeadingSpace = true, true
	parts, err := r.Read()
	if err != nil {
		return nil, mapError(s, "is empty")
	}
	var m Map
	for _, part := range parts {
		key, title, ok := strings.Cut(part, "=")
		key, title = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(title)
		if !ok || key == "" || title == "" {
			return nil, mapError(part, "is not KEY=TITLE")
		}
		if near := diag.Nearest(key, mapKeys); near != "" && !slices.Contains(mapKeys, key) {
			return nil, fmt.Errorf("`%s` is no key for a column\nhelp: did you mean `%s`?", key, near)
		}
		m = append(m, Mapping{key, title})
	}
	return m, nil
}

func mapError(s, what string) error {
	return fmt.Errorf("`%s` %s\nhelp: --map \"name=Full Name,email=Mail\"; the keys are %s", s, what, strings.Join(mapKeys, " "))
}

func (m Map) titles() []string {
	var all []string
	for _, c := range m {
		all = append(all, c.Title)
	}
	return all
}

// header makes a header of a row that has all titles of the map, or nil. The map beats what is known of
// titles; for the keys that it does not name, known titles count.
func (m Map) header(row []string, kind Kind) *header {
	h := &header{kind: kind}
	if is := kindOf(row); kind == Unknown && is != Unknown {
		h.kind = is
	} else if kind == Unknown {
		h.kind = CSV
	}
	for _, title := range row {
		c := columnOf(h.kind, title)
		if m.names(c.to) {
			c.to = ""
		}
		h.columns = append(h.columns, c)
	}
	for _, c := range m {
		i := slices.IndexFunc(row, func(title string) bool { return normal(title) == normal(c.Title) })
		if i < 0 {
			return nil
		}
		h.columns[i] = column{title: line(row[i]), to: target(c.Key)}
	}
	return h
}

// names reports whether the map says which columns are for a target.
func (m Map) names(to target) bool {
	ofName := []target{toPrefix, toFirst, toMiddle, toFamily, toSuffix, toFiledAs, "name"}
	return slices.ContainsFunc(m, func(c Mapping) bool {
		key := target(c.Key)
		return key == to || key == "name" && slices.Contains(ofName, to) || to == "name" && slices.Contains(ofName, key)
	})
}
