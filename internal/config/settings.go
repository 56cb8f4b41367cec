package config

import (
	"net/url"
	"slices"
	"strings"
	"time"

	yaml "go.yaml.in/yaml/v4"

	"redial/internal/civil"
	"redial/internal/followup"
)

// keys are those of the settings, in the order of SPEC 5.
var keys = []string{
	"title", "working_days", "default", "tags", "policies", "call_block", "editor", "theme", "keys",
	"follow_links", "articles",
}

// read reads all settings. Policies come first: the others name them.
func (r *reader) read(root *yaml.Node) {
	v := r.known(r.fields(root, "settings are keys with values", "write title: My follow-ups"), "no setting", keys)
	r.readPolicies(v["policies"])
	if name, ok := r.policyName(v["default"]); ok {
		r.config.Followup.Default = name
	}
	r.readTags(v["tags"])
	r.readWorkingDays(v["working_days"])
	r.readCallBlock(v["call_block"])
	r.readEditor(v["editor"])
	r.readTheme(v["theme"])
	r.truth(v["keys"], &r.config.Keys)
	r.truth(v["follow_links"], &r.config.FollowLinks)
	r.readArticles(v["articles"])
	if s, ok := r.text(v["title"], "write title: My follow-ups"); ok {
		r.config.Title = s
	}
}

// policyName reads the name of a policy that there is.
func (r *reader) policyName(n *yaml.Node) (string, bool) {
	s, ok := r.text(n, "write the name of a policy: steady")
	if ok && !r.isPolicy[s] {
		r.unknown(n, "unknown-policy", "no policy", r.policies)
		return "", false
	}
	return s, ok
}

const tagHelp = "write vip: {policy: persistent, every: 4w}"

func (r *reader) readTags(n *yaml.Node) {
	tags := map[string]followup.Tag{}
	for _, f := range r.fields(n, "`tags:` holds a rule for each tag", tagHelp) {
		rule := r.fields(f.value, "the rule of a tag is a policy, a cadence or both", tagHelp)
		v := r.known(rule, "nothing that a tag chooses", []string{"policy", "every"})
		var t followup.Tag
		t.Policy, _ = r.policyName(v["policy"])
		t.Every, _ = r.period(v["every"], false)
		tags[f.key.Value] = t
	}
	r.config.Followup.Tags = tags
}

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

func (r *reader) readWorkingDays(n *yaml.Node) {
	const help = "write [mon, tue, wed, thu, fri]"
	if isEmpty(n) {
		return
	}
	before := len(r.problems)
	var days civil.Workdays
	words := r.words(n, commaOrBlank, help)
	for _, w := range words {
		day, ok := weekday(w.Value)
		switch {
		case !ok:
			r.unknown(w, "bad-setting", "no weekday", weekdays)
		case days&day != 0:
			r.bad(w, "`"+w.Value+"` is there twice", "keep one of the two")
		}
		days |= day
	}
	if len(words) == 0 && len(r.problems) == before {
		r.bad(n, "there must be a day on which you work", help)
	}
	if days != 0 {
		r.config.Followup.Workdays = days
	}
}

// weekday reads mon or monday.
func weekday(s string) (civil.Workdays, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(s, d.String()) || strings.EqualFold(s, d.String()[:3]) {
			return 1 << d, true
		}
	}
	return 0, false
}

func (r *reader) readCallBlock(n *yaml.Node) {
	const help = "write 09:00-09:30, or off"
	s, ok := r.text(n, help)
	if !ok {
		return
	}
	switch strings.ToLower(s) {
	case "off", "no", "none", "never", "false":
		r.config.CallBlock = Block{}
		return
	}
	b, ok := block(s)
	switch {
	case !ok:
		r.bad(n, "`"+s+"` is no part of a day", help)
	case b.End <= b.Start:
		r.bad(n, "`"+s+"` ends before it begins", help)
	default:
		r.config.CallBlock = b
	}
}

// block reads 09:00-09:30, with a hyphen or a dash.
func block(s string) (Block, bool) {
	from, to, ok := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	start, ok1 := civil.ParseTime(strings.TrimSpace(from))
	end, ok2 := civil.ParseTime(strings.TrimSpace(to))
	return Block{start, end}, ok && ok1 && ok2
}

// readEditor takes a name as it is, which the pages know; a template must say where the path goes.
func (r *reader) readEditor(n *yaml.Node) {
	const help = "write vscode, or a link template: vscode://file{path}:{line}"
	s, ok := r.text(n, help)
	switch {
	case !ok:
	case strings.ContainsAny(s, ":{}/ ") && !strings.Contains(s, "{path}"):
		r.bad(n, "`"+s+"` does not say where the path goes", help)
	default:
		r.config.Editor = s
	}
}

func (r *reader) readTheme(n *yaml.Node) {
	themes := []string{"auto", "light", "dark"}
	s, ok := r.text(n, "write "+choice(themes))
	switch {
	case !ok:
	case !slices.Contains(themes, s):
		r.unknown(n, "bad-setting", "no theme", themes)
	default:
		r.config.Theme = s
	}
}

const articleHelp = `write - {title: Pricing for small firms, url: "https://example.com/pricing", tags: [prospect]}`

func (r *reader) readArticles(n *yaml.Node) {
	if isEmpty(n) {
		return
	}
	if n.Kind != yaml.SequenceNode {
		r.bad(n, "`articles:` is a list", articleHelp)
		return
	}
	for _, item := range n.Content {
		if a, ok := r.article(item); ok {
			r.config.Articles = append(r.config.Articles, a)
		}
	}
}

// article reads one article; one without a title or an address is reported and left out.
func (r *reader) article(n *yaml.Node) (a Article, ok bool) {
	before := len(r.problems)
	v := r.known(r.fields(n, "an article is a title, an address and tags", articleHelp), "nothing that an article has", []string{"title", "url", "tags"})
	title, hasTitle := r.text(v["title"], articleHelp)
	address, hasURL := r.text(v["url"], articleHelp)
	switch {
	case hasURL && !isWebAddress(address):
		r.bad(v["url"], "`"+address+"` is no address of the web", "write https:// and the address")
		hasURL = false
	case (!hasTitle || !hasURL) && len(r.problems) == before:
		r.bad(n, "an article needs a title and a url", articleHelp)
	}
	a = Article{Title: title, URL: address}
	for _, t := range r.words(v["tags"], comma, articleHelp) {
		if !slices.Contains(a.Tags, t.Value) {
			a.Tags = append(a.Tags, t.Value)
		}
	}
	return a, hasTitle && hasURL
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.Contains(s, " ")
}
