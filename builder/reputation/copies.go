package reputation

import "slices"

// noteCopies notes which answers repeat which.
func noteCopies(c *community, copies map[string]string) {
	if len(copies) == 0 || c.rules.CopiesCount {
		return
	}
	for i, id := range c.ids {
		original, ok := copies[id]
		if !ok || original == id {
			continue
		}
		if k, known := slices.BinarySearch(c.ids, original); known {
			c.answers[i].copyOf = int32(k)
		}
	}
}

// discountCopies drops the evidence in favour of each copy. It comes last: where
// newcomers start, and how the other answers of a thread compare, are as if the copy
// had not been found.
func discountCopies(c *community) {
	for i := range c.answers {
		if a := &c.answers[i]; a.copyOf != none {
			a.flags |= isCopy
			c.conclude(a)
		}
	}
	for i := range c.events {
		if e := &c.events[i]; e.class != classSelf && e.weight > 0 && !c.answers[e.answer].credits(e.kind) {
			c.ignored[ofCopy]++
		}
	}
}
