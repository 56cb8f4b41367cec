package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"redial/internal/contact"
	"redial/internal/diag"
	"redial/internal/draft"
	"redial/internal/followup"
	"redial/internal/site"
	"redial/layouts"
)

// draftOptions are what `redial draft` is asked for.
type draftOptions struct {
	app    *app
	mailto bool
	open   bool
}

func newDraft(a *app) *cobra.Command {
	o := draftOptions{app: a}
	args := func(cmd *cobra.Command, args []string) error {
		if err := atLeast(1, "WHO", "redial draft ada")(cmd, args); err != nil {
			return err
		}
		return atMost(2)(cmd, args)
	}
	cmd := &cobra.Command{
		Use:               "draft WHO [TEMPLATE]",
		Args:              args,
		ValidArgsFunction: a.completeWhoThen(completeTemplate),
		RunE:              func(_ *cobra.Command, args []string) error { return o.run(args[0], strings.Join(args[1:], " ")) },
	}
	fs := cmd.Flags()
	fs.BoolVar(&o.mailto, "mailto", false, "print a link that opens the message in a mail program")
	fs.BoolVar(&o.open, "open", false, "open the message in your mail program")
	list := ""
	for _, name := range draft.Names() {
		list += fmt.Sprintf("  %-13s%s\n", name, strings.Join(wrap(name.About(), 60), "\n"+strings.Repeat(" ", 15)))
	}
	describe(cmd, manual{
		short: "a message, ready to read, change and send",
		long: `Writes a message to somebody, of a template and of what their note says;
without TEMPLATE, of the one that fits where they stand. For someone who said
no there is none. TEMPLATE is one of:

` + list + `
A file of the same name in layouts/drafts of the notebook is used instead;
"redial layouts" writes one there to begin with.`,
		examples: `redial draft ada
redial draft ada last-try
redial draft ada --open
redial draft ada | pbcopy`,
		exits: `0    done
1    could not do it: an unknown or ambiguous person, someone who said no, no
     e-mail address for --mailto and --open, a faulty template
2    used wrongly: flag, template, argument`,
	})
	return cmd
}

func (o *draftOptions) run(who, template string) error {
	name, err := templateNamed(template)
	if err != nil {
		return err
	}
	v, err := o.app.view()
	if err != nil {
		return err
	}
	people, err := o.app.somebody(v, who)
	if err != nil {
		return err
	}
	templates := draft.Read(v.notebook.Layouts(), fs.FS(layouts.Files))
	var failures []error
	for i, p := range people {
		if err := o.draft(v, templates, p, name, i > 0); err != nil {
			failures = append(failures, err)
		}
	}
	return o.app.reportAllBut(failures)
}

// reportAllBut reports all errors but the last, which it gives back.
func (a *app) reportAllBut(failures []error) (last error) {
	for i, err := range failures {
		if i == len(failures)-1 {
			return err
		}
		a.report(err)
	}
	return nil
}

// templateNamed gives the template of a name; none for no name.
func templateNamed(name string) (draft.Name, error) {
	var all []string
	for _, n := range draft.Names() {
		if name == string(n) {
			return n, nil
		}
		all = append(all, string(n))
	}
	if name == "" {
		return "", nil
	}
	return "", misuse("there is no template `"+name+"`", didYouMean(name, all, "", "it is "+strings.Join(all, ", ")))
}

// draft writes the message to one person.
func (o *draftOptions) draft(v *view, templates *draft.Templates, p *followup.Assessment, name draft.Name, more bool) error {
	data, err := setting(v).Data(p)
	if err != nil {
		return err
	}
	if name == "" {
		name = draft.Fitting(p, v.agenda.Today)
	}
	c := p.Contact
	m, err := templates.Make(name, data)
	var unplanned *draft.NoDayError
	if errors.As(err, &unplanned) {
		message, _ := explain(err)
		return failed(message, "plan it first: "+o.app.command("plan "+quote(c.ID)+" tue call"))
	}
	var faulty *draft.TemplateError
	if errors.As(err, &faulty) {
		o.app.printProblems(o.app.err, v.dir, []diag.Problem{site.DraftProblem(faulty)})
		return failed("a draft has an error", "mend "+o.app.path(v.dir, faulty.File)+", or delete it and the built-in one is used")
	}
	if err != nil {
		return err
	}
	if !o.mailto && !o.open {
		o.print(c, m, name, more)
		return nil
	}
	link, err := o.link(v, c, m)
	switch {
	case err != nil:
		return err
	case o.mailto:
		o.app.out.line(link)
		return nil
	}
	if err := o.app.machine.open(link); err != nil {
		return failed("no mail program opened: "+err.Error(), o.app.command("draft "+quote(c.ID))+" prints the message")
	}
	o.app.hint(string(name) + " for " + c.Name + ", opened in your mail program")
	return nil
}

// setting is what drafts depend on beside the person.
func setting(v *view) draft.Setting {
	s := draft.Setting{Today: v.agenda.Today, Book: v.agenda.Book}
	for _, a := range v.notebook.Config.Articles {
		s.Articles = append(s.Articles, draft.Article(a))
	}
	return s
}

// link gives the link that opens a message.
func (o *draftOptions) link(v *view, c *contact.Contact, m draft.Message) (string, error) {
	help := o.app.command("draft "+quote(c.ID)) + " prints the message"
	if len(c.Emails) == 0 {
		return "", failed(c.ID+" has no e-mail address", "write `email:` into "+o.app.path(v.dir, c.File)+"\n"+help)
	}
	link := draft.Mailto(c.Emails[0], m)
	if link == "" {
		return "", failed("`"+c.Emails[0]+"` is no e-mail address", "mend it in "+o.app.path(v.dir, c.File)+"\n"+help)
	}
	return link, nil
}

// print writes a message as letters are kept in files: what it is about, a blank line, the text.
func (o *draftOptions) print(c *contact.Contact, m draft.Message, name draft.Name, more bool) {
	s := o.app.out
	if more {
		s.line("")
	}
	if len(c.Emails) > 0 {
		s.put(dim, "To: ")
		s.line(c.Emails[0])
	}
	if m.Subject != "" {
		s.put(dim, "Subject: ")
		s.put(bold, m.Subject)
		s.line("")
	}
	s.line("")
	if !s.isTerminal() {
		s.w.WriteString(m.Body + "\n") // whole, with what joins the letters of some scripts; nothing in it steers
		return
	}
	s.text(m.Body)
	s.line("")
	o.app.hint(string(name) + ": " + name.About())
}

// completeTemplate completes the name of a template.
func completeTemplate(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	for _, n := range draft.Names() {
		all = append(all, string(n)+"\t"+n.About())
	}
	return beginning(all, begun), cobra.ShellCompDirectiveNoFileComp
}
