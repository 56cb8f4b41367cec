package site

import (
	"html/template"
	"reflect"
	"text/template/parse"
)

// value is how a value of a layout is found, and its type.
type value struct {
	get func(f *filling, dot reflect.Value) reflect.Value
	of  reflect.Type
	dot bool // it is `.` itself
}

// dotValue is `.` of a type.
func dotValue(of reflect.Type) value {
	return value{func(_ *filling, dot reflect.Value) reflect.Value { return dot }, of, true}
}

// single compiles a pipeline of one command that names a value.
func (k *compiler) single(p *parse.PipeNode, dot reflect.Type) value {
	if len(p.Decl) == 0 && len(p.Cmds) == 1 {
		switch args := p.Cmds[0].Args; {
		case len(args) == 1:
			return k.value(args[0], dot)
		case len(args) == 2 && isFunc(args[0], "len"):
			return k.length(args[1], dot)
		}
	}
	k.unknown = true
	return value{}
}

func isFunc(n parse.Node, name string) bool {
	f, ok := n.(*parse.IdentifierNode)
	return ok && f.Ident == name
}

// value compiles the name of a value: `.`, `.A.B`, `$`, `$x.A`.
func (k *compiler) value(n parse.Node, dot reflect.Type) value {
	here := dotValue(dot)
	switch n := n.(type) {
	case *parse.DotNode:
		return here
	case *parse.FieldNode:
		return k.chain(here, n.Ident)
	case *parse.VariableNode:
		for i := len(k.names) - 1; i >= 0; i-- {
			if k.names[i] == n.Ident[0] {
				return k.chain(value{get: func(f *filling, _ reflect.Value) reflect.Value { return f.vars[f.base+i] }, of: k.types[i]}, n.Ident[1:])
			}
		}
	}
	k.unknown = true
	return value{}
}

// chain compiles the fields, and methods without arguments, of a value.
func (k *compiler) chain(v value, names []string) value {
	for _, name := range names {
		if v = k.member(v, name); k.unknown {
			return value{}
		}
	}
	return v
}

func (k *compiler) member(v value, name string) value {
	if m, ok := v.of.MethodByName(name); ok {
		return k.method(v, m)
	}
	if v.of.Kind() == reflect.Pointer {
		v = deref(v)
	}
	if _, ok := reflect.PointerTo(v.of).MethodByName(name); ok || v.of.Kind() != reflect.Struct {
		k.unknown = true
		return value{}
	}
	field, ok := v.of.FieldByName(name)
	if !ok || !field.IsExported() || throughPointer(v.of, field.Index) {
		k.unknown = true
		return value{}
	}
	switch i := field.Index[0]; {
	case len(field.Index) == 1 && v.dot:
		return value{get: func(_ *filling, dot reflect.Value) reflect.Value { return dot.Field(i) }, of: field.Type}
	case len(field.Index) == 1:
		return value{get: func(f *filling, dot reflect.Value) reflect.Value { return v.get(f, dot).Field(i) }, of: field.Type}
	}
	return value{get: func(f *filling, dot reflect.Value) reflect.Value { return v.get(f, dot).FieldByIndex(field.Index) }, of: field.Type}
}

// deref follows a pointer; where it is nil, the layout fails.
func deref(v value) value {
	none := reflect.Zero(v.of.Elem())
	return value{get: func(f *filling, dot reflect.Value) reflect.Value {
		p := v.get(f, dot)
		if p.IsNil() {
			f.failed = true
			return none
		}
		return p.Elem()
	}, of: v.of.Elem()}
}

// throughPointer reports whether the way to a field leads through an embedded pointer.
func throughPointer(t reflect.Type, index []int) bool {
	for _, i := range index[:len(index)-1] {
		if t = t.Field(i).Type; t.Kind() == reflect.Pointer {
			return true
		}
	}
	return false
}

// method compiles a call of a method without arguments, which gives a value and perhaps an error.
func (k *compiler) method(v value, m reflect.Method) value {
	if m.Type.NumIn() != 1 || m.Type.NumOut() == 0 || m.Type.NumOut() > 2 {
		k.unknown = true
		return value{}
	}
	none := reflect.Zero(m.Type.Out(0))
	return value{get: func(f *filling, dot reflect.Value) reflect.Value {
		on := v.get(f, dot)
		if f.failed || on.Kind() == reflect.Pointer && on.IsNil() {
			f.failed = true
			return none
		}
		out := on.Method(m.Index).Call(nil)
		if len(out) == 2 && !out[1].IsNil() {
			f.failed = true
		}
		return out[0]
	}, of: m.Type.Out(0)}
}

// length compiles `len` of a slice or a string.
func (k *compiler) length(n parse.Node, dot reflect.Type) value {
	v := k.value(n, dot)
	if k.unknown || !isList(v.of) && v.of.Kind() != reflect.String {
		k.unknown = true
		return value{}
	}
	return value{get: func(f *filling, dot reflect.Value) reflect.Value { return reflect.ValueOf(v.get(f, dot).Len()) }, of: reflect.TypeFor[int]()}
}

// condition is what `if` asks.
type condition func(f *filling, dot reflect.Value) bool

// truth compiles a condition: a value, `not`, `and`, `or`, or `eq` and `ne`.
func (k *compiler) truth(p *parse.PipeNode, dot reflect.Type) condition {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		k.unknown = true
		return nil
	}
	args := p.Cmds[0].Args
	if len(args) == 1 {
		return k.truthOfNode(args[0], dot)
	}
	name, ok := args[0].(*parse.IdentifierNode)
	if !ok {
		k.unknown = true
		return nil
	}
	switch name.Ident {
	case "not":
		is := k.truthOfNode(args[1], dot)
		return func(f *filling, dot reflect.Value) bool { return !is(f, dot) }
	case "and", "or":
		return k.joined(name.Ident == "or", args[1:], dot)
	case "eq", "ne":
		return k.compared(name.Ident == "eq", args[1:], dot)
	}
	k.unknown = true
	return nil
}

func (k *compiler) truthOfNode(n parse.Node, dot reflect.Type) condition {
	if p, ok := n.(*parse.PipeNode); ok {
		return k.truth(p, dot)
	}
	v := k.value(n, dot)
	if k.unknown {
		return nil
	}
	is := k.truthOf(v.of)
	return func(f *filling, dot reflect.Value) bool { return is(v.get(f, dot)) }
}

// joined compiles `or`, which stops at the first that is true, and `and`, which stops at the first that
// is not.
func (k *compiler) joined(or bool, args []parse.Node, dot reflect.Type) condition {
	conditions := make([]condition, len(args))
	for i, a := range args {
		conditions[i] = k.truthOfNode(a, dot)
	}
	return func(f *filling, dot reflect.Value) bool {
		for _, is := range conditions {
			if is(f, dot) == or {
				return or
			}
		}
		return !or
	}
}

// compared compiles `eq` of a text or a number with others, one of which it has to be, and `ne` with one.
func (k *compiler) compared(eq bool, args []parse.Node, dot reflect.Type) condition {
	if len(args) < 2 || !eq && len(args) != 2 {
		k.unknown = true
		return nil
	}
	vs := make([]value, len(args))
	for i, a := range args {
		if vs[i] = k.operand(a, dot); k.unknown {
			return nil
		}
	}
	first, others := vs[0], vs[1:]
	same := func(a, b reflect.Value) bool { return a.String() == b.String() }
	if isNumber(first.of) {
		same = func(a, b reflect.Value) bool { return a.Int() == b.Int() }
	}
	for _, v := range others {
		k.unknown = k.unknown || v.of.Kind() != first.of.Kind()
	}
	return func(f *filling, dot reflect.Value) bool {
		v := first.get(f, dot)
		for _, o := range others {
			if same(v, o.get(f, dot)) {
				return eq
			}
		}
		return !eq
	}
}

// operand compiles a constant, or the name of a text or a number.
func (k *compiler) operand(n parse.Node, dot reflect.Type) value {
	constant := func(c any) value {
		v := reflect.ValueOf(c)
		return value{get: func(*filling, reflect.Value) reflect.Value { return v }, of: v.Type()}
	}
	switch n := n.(type) {
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.NumberNode:
		k.unknown = k.unknown || !n.IsInt
		return constant(int(n.Int64))
	}
	v := k.value(n, dot)
	if k.unknown {
		return v
	}
	k.unknown = v.of.Kind() != reflect.String && v.of.Kind() != reflect.Int
	return v
}

// truthOf compiles what html/template takes for true in values of a type: what is not empty.
func (k *compiler) truthOf(t reflect.Type) func(reflect.Value) bool {
	switch {
	case t.Kind() == reflect.Bool:
		return reflect.Value.Bool
	case t.Kind() == reflect.String:
		return func(v reflect.Value) bool { return v.String() != "" }
	case isList(t):
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case isNumber(t):
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case t.Kind() == reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case t.Kind() == reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	k.unknown = true
	return nil
}

func isList(t reflect.Type) bool { return t.Kind() == reflect.Slice || t.Kind() == reflect.Array }

func isNumber(t reflect.Type) bool { return t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64 }

var (
	htmlType = reflect.TypeFor[template.HTML]()
	urlType  = reflect.TypeFor[template.URL]()
)
