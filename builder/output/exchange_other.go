//go:build !linux && !darwin

package output

// exchange swaps two folders; this system has no call that does it in one step.
func exchange(a, b string) error { return swap(a, b) }
