package site

import "sync"

// lazy is worked out where it is asked for, once; or each time, where it is not to be kept.
type lazy[T any] struct {
	fleeting bool

	mutex sync.Mutex
	work  func() *T
	made  *T
}

// get gives it.
func (l *lazy[T]) get() *T {
	if l.fleeting {
		return l.work()
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.made == nil {
		l.made, l.work = l.work(), nil // what it is made of is not held any longer
	}
	return l.made
}

// have gives it where somebody asked for it, else nil.
func (l *lazy[T]) have() *T {
	if l == nil {
		return nil
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.made
}
