package cache

// A Memo keeps the last value of a stage. A stage whose inputs have the same
// fingerprint as last time returns the same value without any work. The zero
// Memo is empty.
type Memo[T any] struct {
	inputs Fingerprint
	value  T
}

// Get returns the value of a stage for its inputs. Unless it is the last one, make
// is called with that: where there is less to do, it may start from it.
func (m *Memo[T]) Get(inputs Fingerprint, make func(last T) T) T {
	if inputs != m.inputs || inputs == (Fingerprint{}) {
		m.value, m.inputs = make(m.value), inputs
	}
	return m.value
}
