package cli

import "redial/internal/diag"

// printProblems writes problems with their places as seen from the folder that the command runs in.
// With -q, standard error gets the errors alone.
func (a *app) printProblems(s *screen, dir string, problems []diag.Problem) {
	a.out.flush()
	style := s.problemStyle()
	for _, p := range problems {
		if s == a.err && a.quiet && p.Severity != diag.Error {
			continue
		}
		p.File = a.path(dir, p.File)
		diag.Print(s.w, p, style)
	}
	s.flush()
}

// problemStyle paints problems as the rest of the screen is painted.
func (s *screen) problemStyle() diag.Style {
	if !s.paints() {
		return diag.Style{}
	}
	return diag.Style{Place: bold.paint, Error: red.paint, Warning: amber.paint, Faint: dim.paint}
}
