package site

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"sync"
	"text/template/parse"
)

// Layouts are compiled: html/template decides what is escaped and how, and the tree that it leaves is
// made into steps for the one type of data that the layout is filled with. Looking up a field by its name
// for each page, and calling escapers through reflection, would be most of what a site costs.
//
// What is compiled gives the same bytes as html/template; whatever is not known here, in a layout of the
// user's perhaps, is left to it, and so is a page on which anything goes wrong: its message is the one
// that people know.

// step writes a part of a layout.
type step func(f *filling, dot reflect.Value)

// filling is a layout while it is filled.
type filling struct {
	program *program

	b      *bytes.Buffer
	vars   []reflect.Value // of all layouts that are being filled, each with `$` first
	base   int             // where those of the innermost one begin
	failed bool            // html/template would have stopped, and is to say why
}

// compiled are the layouts of a set as they were compiled, by name and type of data. Without a map all is
// left to html/template.
type compiled struct {
	set   *template.Template
	mutex sync.RWMutex // of known
	known map[form]*program
	one   sync.Mutex // who is escaping
	room  sync.Pool  // of *filling
}

// form is a layout with what it is filled with.
type form struct {
	name string
	of   reflect.Type
}

// program is a compiled layout.
type program struct {
	once sync.Once
	run  step // nil where it is left to html/template
}

// fill writes a layout filled with data; ok tells whether it could, and else nothing was written.
func (c *compiled) fill(b *bytes.Buffer, name string, data any) (ok bool) {
	dot := reflect.ValueOf(data)
	f := c.filling(name, dot.Type())
	if f == nil {
		return false
	}
	defer c.room.Put(f)
	return f.fill(b, dot)
}

// filling gives what fills a layout with data of a type, one after the other, until it is put back into the
// room; nil where that is left to html/template.
func (c *compiled) filling(name string, of reflect.Type) *filling {
	if c.known == nil {
		return nil
	}
	p := c.program(form{name, of}, true)
	if p.run == nil {
		return nil
	}
	f, ok := c.room.Get().(*filling)
	if !ok {
		f = &filling{}
	}
	f.program = p
	return f
}

// fill writes the layout filled with data.
func (f *filling) fill(b *bytes.Buffer, dot reflect.Value) (ok bool) {
	start := b.Len()
	f.b, f.base, f.failed, f.vars = b, 0, false, append(f.vars[:0], dot)
	if f.program.run(f, dot); f.failed {
		b.Truncate(start)
	}
	return !f.failed
}

// program gives a compiled layout. html/template escapes those that others call with their callers.
func (c *compiled) program(of form, top bool) *program {
	p := c.place(of)
	p.once.Do(func() {
		if top {
			c.one.Lock()
			defer c.one.Unlock()
			c.set.ExecuteTemplate(io.Discard, of.name, nil) // fails, but not before all is escaped
		}
		t := c.set.Lookup(of.name)
		if t == nil || t.Tree == nil || t.Tree.Root == nil {
			return
		}
		k := &compiler{compiled: c, names: []string{"$"}, types: []reflect.Type{of.of}}
		if run := k.list(t.Tree.Root, of.of); !k.unknown {
			p.run = run
		}
	})
	return p
}

// place gives the place of a layout among those that are known.
func (c *compiled) place(of form) *program {
	c.mutex.RLock()
	p := c.known[of]
	c.mutex.RUnlock()
	if p != nil {
		return p
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if p = c.known[of]; p == nil {
		p = &program{}
		c.known[of] = p
	}
	return p
}

// compiler compiles one layout.
type compiler struct {
	*compiled
	names   []string // of the variables that are in sight
	types   []reflect.Type
	unknown bool // there is something in it that is left to html/template
}

// pass leaves the layout to html/template.
func (k *compiler) pass() step {
	k.unknown = true
	return nil
}

// list compiles nodes that stand one after the other.
func (k *compiler) list(l *parse.ListNode, dot reflect.Type) step {
	if l == nil {
		return func(*filling, reflect.Value) {}
	}
	steps := make([]step, 0, len(l.Nodes))
	for _, n := range l.Nodes {
		if s := k.node(n, dot); s != nil {
			steps = append(steps, s)
		}
		if k.unknown {
			return nil
		}
	}
	return func(f *filling, dot reflect.Value) {
		for _, s := range steps {
			s(f, dot)
		}
	}
}

// node compiles a node; nil is nothing to do.
func (k *compiler) node(n parse.Node, dot reflect.Type) step {
	switch n := n.(type) {
	case *parse.TextNode:
		return func(f *filling, _ reflect.Value) { f.b.Write(n.Text) }
	case *parse.CommentNode:
		return nil
	case *parse.ActionNode:
		return k.action(n.Pipe, dot)
	case *parse.IfNode:
		return k.choice(&n.BranchNode, dot)
	case *parse.WithNode:
		return k.with(&n.BranchNode, dot)
	case *parse.RangeNode:
		return k.loop(&n.BranchNode, dot)
	case *parse.TemplateNode:
		return k.call(n, dot)
	}
	return k.pass()
}

func (k *compiler) choice(n *parse.BranchNode, dot reflect.Type) step {
	is, then, other := k.truth(n.Pipe, dot), k.list(n.List, dot), k.list(n.ElseList, dot)
	return func(f *filling, dot reflect.Value) {
		if is(f, dot) {
			then(f, dot)
		} else {
			other(f, dot)
		}
	}
}

func (k *compiler) with(n *parse.BranchNode, dot reflect.Type) step {
	v := k.single(n.Pipe, dot)
	if k.unknown {
		return nil
	}
	is, then, other := k.truthOf(v.of), k.list(n.List, v.of), k.list(n.ElseList, dot)
	return func(f *filling, dot reflect.Value) {
		if inner := v.get(f, dot); is(inner) {
			then(f, inner)
		} else {
			other(f, dot)
		}
	}
}

// loop compiles a range over a slice or array, with the index and the element as variables where it has them.
func (k *compiler) loop(n *parse.BranchNode, dot reflect.Type) step {
	bare := *n.Pipe
	bare.Decl = nil
	v := k.single(&bare, dot)
	if k.unknown || !isList(v.of) || len(n.Pipe.Decl) > 2 {
		return k.pass()
	}
	other := k.list(n.ElseList, dot)
	names, types := k.names, k.types
	for i, d := range n.Pipe.Decl {
		of := v.of.Elem()
		if i == 0 && len(n.Pipe.Decl) == 2 {
			of = reflect.TypeFor[int]()
		}
		k.names, k.types = append(k.names, d.Ident[0]), append(k.types, of)
	}
	body := k.list(n.List, v.of.Elem())
	k.names, k.types = names, types
	vars := len(n.Pipe.Decl)
	return func(f *filling, dot reflect.Value) {
		all := v.get(f, dot)
		if all.Len() == 0 {
			other(f, dot)
			return
		}
		at := len(f.vars)
		for i := range all.Len() {
			e := all.Index(i)
			if vars == 2 {
				f.vars = append(f.vars, reflect.ValueOf(i))
			}
			if vars > 0 {
				f.vars = append(f.vars, e)
			}
			body(f, e)
			f.vars = f.vars[:at]
		}
	}
}

// call compiles the call of another layout.
func (k *compiler) call(n *parse.TemplateNode, dot reflect.Type) step {
	if n.Pipe == nil {
		return k.pass()
	}
	v := k.single(n.Pipe, dot)
	if k.unknown {
		return nil
	}
	var p *program
	var once sync.Once
	return func(f *filling, dot reflect.Value) {
		once.Do(func() { p = k.program(form{n.Name, v.of}, false) }) // not sooner: a layout may call itself
		inner := v.get(f, dot)
		switch {
		case f.failed:
		case p.run == nil:
			f.failed = true
		default:
			base, at := f.base, len(f.vars)
			f.base, f.vars = at, append(f.vars, inner)
			p.run(f, inner)
			f.base, f.vars = base, f.vars[:at]
		}
	}
}

// action compiles what writes a value: a value, and the escapers that html/template put behind it.
func (k *compiler) action(p *parse.PipeNode, dot reflect.Type) step {
	if len(p.Decl) > 0 || len(p.Cmds) < 2 {
		return k.pass()
	}
	escapers := ""
	for _, c := range p.Cmds[1:] {
		escapers += fmt.Sprint(c) + " "
	}
	if write := k.entries(p.Cmds[0], escapers, dot); write != nil {
		return write
	}
	bare := *p
	bare.Cmds = p.Cmds[:1]
	v := k.single(&bare, dot)
	if k.unknown {
		return nil
	}
	if write := writerOf(escapers, v.of); write != nil {
		return func(f *filling, dot reflect.Value) { write(f, v.get(f, dot)) }
	}
	return k.pass()
}

// entries compiles `.X.HTML` of a run of entries, which are many: they are written in place.
func (k *compiler) entries(c *parse.CommandNode, escapers string, dot reflect.Type) step {
	n, ok := c.Args[0].(*parse.FieldNode)
	if !ok || len(c.Args) > 1 || escapers != inText || n.Ident[len(n.Ident)-1] != "HTML" {
		return nil
	}
	v := k.chain(dotValue(dot), n.Ident[:len(n.Ident)-1])
	if k.unknown || v.of != reflect.TypeFor[Entries]() {
		return nil
	}
	return func(f *filling, dot reflect.Value) {
		if all, ok := v.get(f, dot).Interface().(Entries); !ok || f.failed || all.write(f.b) != nil {
			f.failed = true
		}
	}
}
