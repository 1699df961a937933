package content

// A Census counts events by kind, in the order of the table of kinds.
type Census []KindCount

// A KindCount counts the events of a kind.
type KindCount struct {
	Kind  EvidenceKind `json:"kind"`
	N     int          `json:"n"`
	Named int          `json:"named"` // those whose giver is known
}

// NewCensus returns a census without events.
func NewCensus() Census {
	var out Census
	for _, k := range EvidenceKinds() {
		out = append(out, KindCount{Kind: k.Kind})
	}
	return out
}

// Count counts n events of a kind.
func (c Census) Count(kind EvidenceKind, named bool, n int) {
	for i := range c {
		if c[i].Kind == kind {
			if c[i].N += n; named {
				c[i].Named += n
			}
		}
	}
}

// Of sums up the events of some kinds.
func (c Census) Of(kinds ...EvidenceKind) (sum KindCount) {
	for _, x := range c {
		for _, kind := range kinds {
			if x.Kind == kind {
				sum.N, sum.Named = sum.N+x.N, sum.Named+x.Named
			}
		}
	}
	return sum
}
