//go:build unix

package output

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// lockFolder takes the lock of a staging folder, which the system releases
// when the build ends, however it ends. It returns nil when another has it.
func lockFolder(dir string) io.Closer {
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
