// Package parallel runs the parts of a build on all processors. A panic of one part
// becomes an error of the whole, and the order in which parts run reaches no output.
package parallel

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// waiting is how many workers there are for each processor: while one waits for
// the disk, another computes.
const waiting = 2

// Each calls f with 0 … n-1 on all processors. What f makes it stores under its
// number, so the order in which calls happen cannot reach the output. After an
// error no further calls begin.
func Each(n int, f func(i int) error) error {
	var next atomic.Int64
	var failed atomic.Bool
	work := func() error {
		for !failed.Load() {
			i := int(next.Add(1)) - 1
			if i >= n {
				return nil
			}
			if err := f(i); err != nil {
				failed.Store(true)
				return err
			}
		}
		return nil
	}
	workers := make([]func() error, min(n, waiting*runtime.GOMAXPROCS(0)))
	for w := range workers {
		workers[w] = work
	}
	return Do(workers...)
}

// Do runs independent tasks at the same time and returns all errors.
func Do(tasks ...func() error) error {
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() { errs[i] = guard(task) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// A Fault is a mistake of winnow's own, not of the user's files.
type Fault struct {
	Value any
	Stack []byte
}

// Error returns the value of the panic and where it happened.
func (f *Fault) Error() string { return fmt.Sprintf("internal error: %v\n%s", f.Value, f.Stack) }

// guard turns a panic of task into a Fault.
func guard(task func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &Fault{Value: v, Stack: debug.Stack()}
		}
	}()
	return task()
}
