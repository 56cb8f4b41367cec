package contact

import (
	"cmp"
	"slices"
)

// index finds pages by what they are called. It takes a third of the room of a map.
type index struct {
	names []string // sorted
	pages []int32  // of each name, which may be there several times, once for each page
}

// called is a page and what it is called.
type called struct {
	name string
	page int32
}

func newIndex(all []called) index {
	slices.SortFunc(all, func(a, b called) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.page, b.page))
	})
	all = slices.Compact(all)
	x := index{names: make([]string, len(all)), pages: make([]int32, len(all))}
	for i, c := range all {
		x.names[i], x.pages[i] = c.name, c.page
	}
	return x
}

// at gives the pages of a name, in their order.
func (x *index) at(name string) []int32 {
	first, _ := slices.BinarySearch(x.names, name)
	many, _ := slices.BinarySearchFunc(x.names[first:], name, func(n, name string) int {
		if n == name {
			return -1
		}
		return 1
	})
	return x.pages[first : first+many : first+many]
}
