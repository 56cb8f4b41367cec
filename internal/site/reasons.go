package site

import (
	"bytes"
	"strconv"
)

const reasonsPath = "people-reasons.js"

// peopleReasons makes the reasons of due.html for days after that of the build: a line a contact, in the order
// of the search's index, with four columns for each stretch of days on which it is due: from when on, in days
// from that of the build, the word, the time and the reason.
func (s *site) peopleReasons() *Pieces {
	return script("redialReasons", numbers(s.named), func(i int, line *bytes.Buffer) {
		v := s.named[i]
		if !v.comesDue() {
			return
		}
		spans, last := s.spans(v.Contact), ""
		for i := range spans {
			sp := &spans[i]
			words := string(sp.Word) + "\t" + sp.Time.String() + "\t" + oneLine.Replace(sp.Reason)
			if sp.Due == 0 || words == last {
				continue
			}
			if last != "" {
				line.WriteByte('\t')
			}
			last = words
			line.WriteString(strconv.Itoa(int(sp.From - s.today)))
			line.WriteByte('\t')
			line.WriteString(words)
		}
	})
}

// comesDue reports whether somebody is due on some day of the horizon, or in the seven days after it.
func (v *view) comesDue() bool {
	for i := range v.stands {
		if st := &v.stands[i]; st.due != 0 && st.due <= st.from.Add(Horizon+soonDays) {
			return true
		}
	}
	return false
}
