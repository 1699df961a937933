package output

import (
	"errors"
	"os"
	"path/filepath"
)

const oldSuffix = ".old"

// swap exchanges two folders by renaming. Between the second and the third
// rename nothing is at b: where the system offers better, exchange uses it.
func swap(a, b string) error {
	old := a + oldSuffix
	if err := os.Rename(b, old); err != nil {
		return err
	}
	if err := os.Rename(a, b); err != nil {
		return errors.Join(err, os.Rename(old, b))
	}
	return os.Rename(old, a)
}

// recoverOld puts the old site back when a build was killed in the middle of
// swap, which is the only moment at which dest can be missing.
func recoverOld(dest string) {
	left, _ := filepath.Glob(escapeGlob(stagePrefix(dest)) + "????????" + oldSuffix)
	for _, old := range left {
		if os.Rename(old, dest) != nil { // dest exists: the swap went through
			os.RemoveAll(old)
		}
	}
}
