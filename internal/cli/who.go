package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/followup"
)

// whoOptions are what `redial who` is asked for.
type whoOptions struct {
	app  *app
	json bool
}

func newWho(a *app) *cobra.Command {
	o := whoOptions{app: a}
	cmd := &cobra.Command{
		Use:               "who WORDS…",
		Args:              some("the words to look for", "redial who bookkeeping leeds"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args) },
	}
	jsonFlag(cmd.Flags(), &o.json)
	describe(cmd, manual{
		short: "who do I know who does this?",
		long: `Finds people by what the notes say of them: names, companies, tags, offers,
needs and the journal. Everyone found has all the words; beside each stands
why.

Where the output is no terminal each line is one person, tab-separated: id,
name, role, company, why.`,
		examples: `redial who accountant
redial who print leeds
redial who --json bookkeeping`,
		exits: `0    done, also when nobody is found
1    could not do it: no notebook, settings that can't be read
2    used wrongly: flag, argument, date words`,
	})
	return cmd
}

func (o *whoOptions) run(args []string) error {
	v, err := o.app.view()
	if err != nil {
		return err
	}
	words := strings.Join(args, " ")
	found := v.agenda.Book.Search(words)
	switch out := o.app.out; {
	case o.json:
		err = out.json(v.document(v.assessments(found), []diag.Problem{}, false))
	case out.isTerminal():
		out.table(whoTable(found))
	default:
		for _, f := range found {
			c := f.Contact
			out.record(c.ID, c.Name, c.Role, c.Company, why(f))
		}
	}
	if len(found) == 0 {
		o.app.hint("nobody found for `" + words + "`")
	}
	return err
}

func (v *view) assessments(found []contact.Found) []*followup.Assessment {
	var people []*followup.Assessment
	for _, f := range found {
		people = append(people, v.agenda.Of(f.Contact.ID))
	}
	return people
}

func whoTable(found []contact.Found) *table {
	t := &table{}
	for _, f := range found {
		c := f.Contact
		t.row(cell{c.ID, bold}, cell{joined(", ", c.Role, c.Company), dim}, cell{why(f), plain})
	}
	return t
}

// why says where the words were found.
func why(f contact.Found) string { return strings.Join(f.Why, "; ") }
