package reputation

import (
	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

// A kind is a kind of event: its row in the table of package content and what
// that row says. It is two bytes, for there are many events.
type kind struct {
	row    uint8
	traits traits
}

type traits uint8

const (
	endorses traits = 1 << iota
	decides
	accepts
	withdraws
	confirms
	compares
	proves
	writes
)

// is reports whether a kind has any of some traits.
func (k kind) is(t traits) bool { return k.traits&t != 0 }

// kinds are the kinds of evidence, in the order in which counts are listed, with
// what each is worth under the rules in force.
type kinds struct {
	names []content.EvidenceKind
	kinds []kind
	worth []worth
	most  Micro // what events of a kind without givers weigh at most
}

func newKinds(rows []content.EvidenceTraits, masses []mass, r *Rules) kinds {
	out := kinds{make([]content.EvidenceKind, len(rows)), make([]kind, len(rows)), make([]worth, len(rows)), r.Weight.CountedMax}
	for i, row := range rows {
		out.names[i] = row.Kind
		out.kinds[i] = kind{uint8(i), traitsOf(row)}
		out.worth[i] = worthOf(row.Kind, masses, r)
	}
	return out
}

func traitsOf(row content.EvidenceTraits) (t traits) {
	for _, x := range [...]struct {
		trait traits
		has   bool
	}{{endorses, row.Polarity > 0}, {decides, row.Decides}, {accepts, row.Accepts}, {withdraws, row.Withdraws},
		{confirms, row.Confirms}, {compares, row.Compares}, {proves, row.Proves}, {writes, row.Writes}} {
		if x.has {
			t |= x.trait
		}
	}
	return t
}

// named returns the kind of a name; ok is false where there is none.
func (k *kinds) named(name content.EvidenceKind) (_ kind, ok bool) {
	for i, n := range k.names {
		if n == name {
			return k.kinds[i], true
		}
	}
	return kind{}, false
}

func (k *kinds) name(of kind) content.EvidenceKind { return k.names[of.row] }

// A worth is the mass of events of a kind: at most full, of which a weight of half
// gives one half; without half it grows with the weight.
type worth struct{ full, half Micro }

func worthOf(kind content.EvidenceKind, masses []mass, r *Rules) (w worth) {
	for _, m := range masses {
		if m.kind == kind {
			w.full = m.get(r)
			if m.half != nil {
				w.half = *m.half(r)
			}
		}
	}
	return w
}

// counted returns what events without givers weigh together. Anyone can make up any
// number of them, so where their mass would grow without end their weight saturates.
func (k *kinds) counted(of kind, weight Micro) Micro {
	if k.worth[of.row].half != 0 {
		return weight
	}
	return fixedpoint.MulDiv(k.most, weight, weight+k.most)
}

// mass returns what events of a kind are worth, given their weight; negative for harm.
func (k *kinds) mass(of kind, weight Micro) Micro {
	w := k.worth[of.row]
	if w.half == 0 {
		return fixedpoint.MulDiv(w.full, weight, One)
	}
	return fixedpoint.MulDiv(w.full, weight, weight+w.half)
}

// raw returns the size of the mass that an event has on its own; of a kind that
// saturates, that of the first.
func (k *kinds) raw(of kind, weight Micro) Micro {
	w := k.worth[of.row]
	if w.half == 0 {
		return fixedpoint.MulDiv(abs(w.full), weight, One)
	}
	return fixedpoint.MulDiv(abs(w.full), weight, w.half)
}
