package site

import (
	"html/template"
	"regexp"
	"strconv"
	"strings"

	"redial/internal/diag"
)

// editor makes links that open a note at a line. Its zero value makes none.
type editor struct {
	template string // with {path} and {line}
	dir      string // absolute path of the notebook's folder, with slashes
}

// editors are the link templates of editors by name; {path} is absolute and begins with a slash, and {whole} is the
// same with its slashes encoded too, as Obsidian asks. Those of Visual Studio Code and its kin, Zed, IntelliJ, TextMate,
// BBEdit, MacVim and Obsidian are registered by the programs; for Sublime Text and Emacs one adds a program
// that handles the scheme, as there are several.
var editors = map[string]string{
	"vscode":          "vscode://file{path}:{line}",
	"vscode-insiders": "vscode-insiders://file{path}:{line}",
	"vscodium":        "vscodium://file{path}:{line}",
	"cursor":          "cursor://file{path}:{line}",
	"windsurf":        "windsurf://file{path}:{line}",
	"zed":             "zed://file{path}:{line}",
	"idea":            "idea://open?file={path}&line={line}",
	"textmate":        "txmt://open?url=file://{path}&line={line}",
	"bbedit":          "x-bbedit://open?url=file://{path}&line={line}",
	"macvim":          "mvim://open?url=file://{path}&line={line}",
	"sublime":         "subl://open?url=file://{path}&line={line}",
	"emacs":           "emacs://open?url=file://{path}&line={line}",
	"obsidian":        "obsidian://open?path={whole}",
}

// scheme is the start of a link template. The settings come with the notebook, perhaps from someone
// else, so a template may name a program that opens files and nothing that runs text.
var scheme = regexp.MustCompile(`^([a-z][a-z0-9+.-]*):`)

// newEditor takes what `editor:` says. Where it can't be used, the problem says so.
func newEditor(o Options) (editor, []diag.Problem) {
	if o.Editor == "" || o.Dir == "" {
		return editor{}, nil
	}
	t, ok := editors[o.Editor]
	if !ok {
		t, ok = o.Editor, opensFiles(o.Editor)
	}
	if !ok {
		return editor{}, []diag.Problem{{
			File: "redial.yaml", Severity: diag.Warning, Code: "unknown-editor",
			Message: "`" + o.Editor + "` is no editor that links can open",
			Help:    "write vscode, or the link template of your editor with {path} and {line}",
		}}
	}
	return editor{t, o.Dir}, nil
}

// opensFiles reports whether a template of the user's own begins with a scheme of an editor.
func opensFiles(t string) bool {
	m := scheme.FindStringSubmatch(t)
	if m == nil || !strings.Contains(t, "{path}") && !strings.Contains(t, "{whole}") {
		return false
	}
	for _, known := range editors {
		if strings.HasPrefix(known, m[0]) {
			return true
		}
	}
	return others[m[1]]
}

// drive is a drive of Windows in an encoded path: its colon stands for itself.
var drive = regexp.MustCompile(`^/([A-Za-z])%3A/`)

// others are schemes of editors that have no name of ours.
var others = map[string]bool{
	"nova": true, "atom": true, "nvim": true, "vim": true, "gvim": true, "helix": true, "kate": true, "gedit": true,
	"editor": true, "edit": true, "pycharm": true, "goland": true, "webstorm": true, "phpstorm": true, "jetbrains": true,
	"zettlr": true, "typora": true, "ia-writer": true, "iawriter": true, "logseq": true, "trae": true, "positron": true,
}

// open gives the link to a line of a file, or none. The file is a path from the notebook's folder.
func (e editor) open(file string, line int) template.URL {
	if e.template == "" {
		return ""
	}
	p := strings.TrimRight(e.dir, "/") + "/" + file
	if !strings.HasPrefix(p, "/") { // C:/Users/…
		p = "/" + p
	}
	path := drive.ReplaceAllString(encodePath(p), "/$1:/")
	return template.URL(strings.NewReplacer(
		"{path}", path, "{whole}", strings.ReplaceAll(path, "/", "%2F"), "{line}", strconv.Itoa(max(1, line)),
	).Replace(e.template))
}
