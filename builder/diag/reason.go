package diag

import "io/fs"

// Reason returns the text of an error of the file system without the operation
// and the path, which a problem names already.
func Reason(err error) string {
	for {
		e, ok := err.(*fs.PathError)
		if !ok {
			return err.Error()
		}
		err = e.Err
	}
}
