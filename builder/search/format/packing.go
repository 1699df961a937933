package format

// A Packing says where blocks are that were put one after the other and then cut
// into files.
type Packing struct {
	FileSize int    `json:"fileSize"` // of all files but the last
	Unit     int    `json:"unit"`     // bytes that sizes are counted in
	Sizes    string `json:"sizes"`    // of all blocks, a character each: '#' + units, the backslash left out
}

// Pack returns each block as its length, its bytes and zeros up to a multiple of
// the unit. The larger the unit, the fewer bytes the sizes take.
func Pack(blocks [][]byte) (out [][]byte, p Packing) {
	longest := 0
	for _, b := range blocks {
		longest = max(longest, len(b))
	}
	unit := max(16, min(256, len(blocks)/32), (longest+5+maxSize-1)/maxSize)
	codes := make([]byte, len(blocks))
	for i, b := range blocks {
		b = AppendBytes(nil, b)
		n := (len(b) + unit - 1) / unit
		out = append(out, append(b, make([]byte, n*unit-len(b))...))
		codes[i] = sizeCode(n)
	}
	return out, Packing{Unit: unit, Sizes: string(codes)}
}

// bad reports numbers with which a block would be in many files.
func (p Packing) bad() bool {
	return p.FileSize < 1 || p.Unit < 1 || p.Unit > 1<<20 || p.Unit*maxSize > 100*p.FileSize
}

// A Place is where a block is in all files together.
type Place struct{ From, To int }

// Places returns the places of all blocks.
func (p Packing) Places() []Place {
	places := make([]Place, len(p.Sizes))
	at := 0
	for i := range places {
		places[i].From = at
		at += max(0, sizeOf(p.Sizes[i])) * p.Unit
		places[i].To = at
	}
	return places
}

// Sizes are written as characters from '#' on, without the backslash.
const maxSize = 90

func sizeCode(n int) byte {
	c := byte('#' + n)
	if c >= '\\' {
		c++
	}
	return c
}

func sizeOf(code byte) int {
	if code > '\\' {
		code--
	}
	return int(code) - '#'
}
