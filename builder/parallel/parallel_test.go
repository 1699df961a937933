package parallel

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	seen := make([]atomic.Int32, 1000)
	if err := Each(len(seen), func(i int) error { seen[i].Add(1); return nil }); err != nil {
		t.Fatal(err)
	}
	for i := range seen {
		if n := seen[i].Load(); n != 1 {
			t.Errorf("%d was called %d times", i, n)
		}
	}
}

// After an error nothing new begins, and the error is returned.
func TestEachEndsWithAnError(t *testing.T) {
	var calls atomic.Int32
	full := errors.New("disk full")
	err := Each(1_000_000, func(i int) error { calls.Add(1); return full })
	if !errors.Is(err, full) || calls.Load() > 1000 {
		t.Errorf("%d calls, %v", calls.Load(), err)
	}
}

func TestAPanicIsAnError(t *testing.T) {
	ran := false
	err := Do(func() error { panic("no such row") }, func() error { ran = true; return nil })
	var fault *Fault
	if !errors.As(err, &fault) || fault.Value != "no such row" || !strings.Contains(err.Error(), "parallel_test.go") || !ran {
		t.Errorf("%v, %v", ran, err)
	}
}
