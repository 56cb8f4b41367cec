package notebook

import (
	"io/fs"
	"path/filepath"

	"redial/internal/diag"
)

// strays tells of links in layouts/ and static/ that are not followed: what they lead to is not in the
// site, and nothing else would say so.
func (nb *Notebook) strays() []diag.Problem {
	var problems []diag.Problem
	for _, folder := range []string{layoutsName, staticName} {
		top := filepath.Join(nb.Dir, folder)
		filepath.WalkDir(top, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.Type()&fs.ModeSymlink == 0 || isIgnored(d.Name()) {
				return nil
			}
			rel, err := filepath.Rel(nb.Dir, p)
			if err != nil {
				return nil
			}
			file := asText(filepath.ToSlash(rel))
			real, _, err := target(p)
			switch {
			case err != nil:
				problems = append(problems, unreadable(file, linkFault(err), "mend the link, or delete it"))
			case !nb.mayFollow(real):
				problems = append(problems, outsideLink(file))
			}
			return nil
		})
	}
	return problems
}
