package site

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"strings"

	"redial/internal/civil"
	"redial/internal/followup"
)

const daysPath = "days.js"

// days is what days.js hands to the script of the dashboard: what that shows on the day of the build and
// on each day of the horizon. The page holds the day of the build alone, so that it is as light as what
// is due; the script loads this when it finds itself on another day.
//
// Whatever decides who stands where is worked out here, in Go. The script puts HTML in its place.
type days struct {
	Lists  []string  `json:"lists"` // what the places in the fields of a day stand for
	Days   []dayData `json:"days"`
	Ahead  []int     `json:"ahead"` // how many fall due on each, as the chart has it; of the day of the build none
	Texts  [][]int   `json:"texts"` // each once, as its lines
	Lines  []string  `json:"lines"` // each once: the rows of somebody on two days differ in one or two of them
	place  map[template.HTML]int
	line   map[string]int
	known  map[rowKey]int
	filled *rowTexts
}

// chartScript draws the chart of the coming four weeks on another day.
//
//go:embed chart.js
var chartScript string

// The script around the data puts the texts together again, and draws the chart.
const (
	daysBefore = "window.redialDays&&redialDays(function(d){d.texts=d.texts.map(function(t){return t.map(function(l){return d.lines[l]}).join('\\n')});redialChart(d);return d}("
	daysBehind = "));\n"
)

// dayData is one day. HTML is named by its place in Texts.
type dayData struct {
	Headline string  `json:"headline"`
	Lede     int     `json:"lede"`
	Empty    int     `json:"empty"`
	Due      int     `json:"due"`
	Dense    string  `json:"dense"`
	Counts   []int   `json:"counts"` // of each list: all that stand in it
	More     []int   `json:"more"`   // those of them that are not shown
	Rows     [][]int `json:"rows"`   // those that are
}

// add gives the place of a text.
func (d *days) add(h template.HTML) int {
	i, ok := d.place[h]
	if !ok {
		i = len(d.Texts)
		d.Texts, d.place[h] = append(d.Texts, d.linesOf(string(h))), i
	}
	return i
}

// linesOf gives the places of the lines of a text.
func (d *days) linesOf(text string) []int {
	at := []int{}
	for line := range strings.SplitSeq(text, "\n") {
		i, ok := d.line[line]
		if !ok {
			i = len(d.Lines)
			d.Lines, d.line[line] = append(d.Lines, line), i
		}
		at = append(at, i)
	}
	return at
}

// rowKey names a row: a contact in one of its stands, with all that a row can tell or not, and with a
// letter or not. Dates of another year than that of the day name theirs.
type rowKey struct {
	place, span  int
	due          civil.Date // an unclear one is due on whatever day it is
	year         int        // of the day on which it is seen
	full, letter bool
}

// lists beside those of [lists].
const (
	alsoList     = "also"
	birthdayList = "birthdays"
)

// letterDays is for how many days the rows that are due have a letter in their link: it is as long as all
// the rest of them. Every contact's own page has it.
const letterDays = soonDays

// daysScript writes days.js.
func (s *site) daysScript(to *bytes.Buffer, _ Before) error {
	filled := s.rows.begin()
	rows := len(filled.before) // about as many as last time, and three times as many lines
	d := days{
		Ahead: s.ahead(),
		place: make(map[template.HTML]int, rows), line: make(map[string]int, 3*rows), known: make(map[rowKey]int, rows), filled: filled,
		Texts: make([][]int, 0, rows), Lines: make([]string, 0, 3*rows),
	}
	for _, l := range lists {
		d.Lists = append(d.Lists, string(l.list))
	}
	d.Lists = append(d.Lists, alsoList, birthdayList)
	for i := range s.boards() {
		if err := s.addDay(&d, &s.boards()[i]); err != nil {
			return err
		}
	}
	if !s.Final {
		s.rows.end(d.filled)
	}
	to.WriteString(chartScript)
	to.WriteString(daysBefore)
	err := plainJSON(to, d)
	to.WriteString(daysBehind)
	return err
}

func (s *site) addDay(d *days, b *board) error {
	lede, err := s.layouts.part("lede.html", s.lede(b))
	if err != nil {
		return err
	}
	empty, err := s.layouts.part("empty.html", s.empty(b))
	if err != nil {
		return err
	}
	data := dayData{Headline: headline(b.day), Lede: d.add(lede), Empty: d.add(empty), Due: s.lede(b).Due, Dense: b.dense()}
	for i, sec := range s.sections(b) {
		rows, err := s.rowTexts(d, b.lists[i].first, b.day, sec.Full, sec.Full && b.day <= s.today+letterDays)
		if err != nil {
			return err
		}
		data.add(sec.Count, sec.More, rows)
	}
	also, err := partTexts(s, d, "also.html", b.theirs, func(p followup.Promise) Also { return s.also(p, b.day) })
	if err != nil {
		return err
	}
	data.add(b.owing, b.owing-len(also), also)
	near, more := s.birthdaysOn(b.day)
	birthdays, err := partTexts(s, d, "birthday.html", near, func(b Birthday) Birthday { return b })
	data.add(len(near)+more, more, birthdays)
	d.Days = append(d.Days, data)
	return err
}

func (d *dayData) add(count, more int, rows []int) {
	d.Counts, d.More, d.Rows = append(d.Counts, count), append(d.More, more), append(d.Rows, rows)
}

// rowTexts gives the rows of a list, each filled once for all days on which it stands so.
func (s *site) rowTexts(d *days, spots []spot, seen civil.Date, full, letter bool) ([]int, error) {
	at := []int{}
	for _, p := range spots {
		k := rowKey{p.place, p.span, p.due, seen.Year(), full, letter}
		i, ok := d.known[k]
		if !ok {
			h, err := d.filled.of(p.number, k, func() (template.HTML, error) {
				return s.layouts.part("row.html", s.rowOf(p, seen, full, letter))
			})
			if err != nil {
				return nil, err
			}
			i = d.add(h)
			d.known[k] = i
		}
		at = append(at, i)
	}
	return at, nil
}

func partTexts[T any, M any](s *site, d *days, layout string, all []T, model func(T) M) ([]int, error) {
	at := []int{}
	for _, x := range all {
		h, err := s.layouts.part(layout, model(x))
		if err != nil {
			return nil, err
		}
		at = append(at, d.add(h))
	}
	return at, nil
}

// plainJSON writes a value without escaping what only matters within HTML: half of the file is tags.
func plainJSON(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	b.Truncate(b.Len() - 1) // the end of the line
	return err
}
