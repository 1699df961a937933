package format

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
)

// maxRaw bounds what a file may become when decompressed.
const maxRaw = 4 << 20

var errDamaged = errors.New("damaged")

// inflate decompresses one stream. zlib's checksum finds damage.
func inflate(data []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, errDamaged
	}
	raw, err := io.ReadAll(io.LimitReader(r, maxRaw+1))
	if err != nil || len(raw) > maxRaw {
		return nil, errDamaged
	}
	return raw, nil
}
