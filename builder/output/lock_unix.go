//go:build unix

package output

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// Lock takes a folder for this process alone until the returned value is
// closed; the system releases it when the process ends, however it ends. Lock
// returns nil when another has the folder.
func Lock(dir string) io.Closer {
	f, err := os.Open(dir)
	if err != nil {
		return nil
	}
	if unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) != nil {
		f.Close()
		return nil
	}
	return f
}
