package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/civil"
	"redial/internal/diag"
	"redial/internal/note"
)

// readEntry reads an ENTRY argument: an entry as it stands in a note, without the bullet; without a date
// it is that of day. Words that are not understood are refused: in a note they would count as a remark,
// and a command that was mistyped is better typed again.
func readEntry(text string, day civil.Date) (note.Entry, error) {
	e, problems, ok := note.ReadEntry(text)
	if !ok && len(problems) == 0 { // else a date was meant, and not understood
		e, problems, ok = note.ReadEntry(day.String() + " " + text)
	}
	if !ok || e.Unknown || hasFault(problems) {
		return note.Entry{}, badEntry(text, problems)
	}
	return e, nil
}

// hasFault reports whether something in an entry would not count as it was meant.
func hasFault(problems []diag.Problem) bool {
	for _, p := range problems {
		if p.Code != "two-outcomes" {
			return true
		}
	}
	return false
}

func badEntry(text string, problems []diag.Problem) error {
	message, help := "`"+text+"` is not understood", "KIND, OUTCOME: TEXT, as \"call, no answer\" or \"email: sent the article\"; a remark is \"note: …\". redial help format"
	if len(problems) > 0 {
		message = "`" + text + "`: " + problems[0].Message
		if problems[0].Help != "" {
			help = problems[0].Help + "\n" + help
		}
	}
	return misuse(message, help)
}

// readWhen reads a WHEN argument, and says the day that was taken.
func (a *app) readWhen(text string, today civil.Date) (civil.Date, civil.Time, error) {
	day, at, err := civil.ParseWhen(text, today)
	if err != nil {
		return 0, 0, a.notADay(err)
	}
	return day, at, nil
}

// saidDay says a day with its weekday and how far it is: "Fri 4 Dec, in 3 days".
func saidDay(day, today civil.Date) string {
	switch n := int(day - today); {
	case n == 0:
		return day.Named(today) + ", today"
	case n == 1:
		return day.Named(today) + ", tomorrow"
	case n == -1:
		return day.Named(today) + ", yesterday"
	case n > 0:
		return fmt.Sprintf("%s, in %d days", day.Named(today), n)
	default:
		return fmt.Sprintf("%s, %d days ago", day.Named(today), -n)
	}
}

// completeWhoThen completes WHO first, then what follows.
func (a *app) completeWhoThen(rest ...cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		switch n := len(args); {
		case n == 0:
			return a.completeWho(cmd, args, begun)
		case n <= len(rest):
			return rest[n-1](cmd, args, begun)
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeEntry completes the kinds, and the outcomes behind a comma.
func completeEntry(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	before, _, outcome := strings.Cut(begun, ", ")
	if outcome {
		for _, w := range note.OutcomeWords() {
			all = append(all, before+", "+w.Outcome.String())
		}
	} else {
		for _, w := range note.KindWords() {
			all = append(all, w.Kind.String())
		}
	}
	return beginning(all, begun), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeWhen completes date words.
var completeWhen = words(dateWords...)
