package site

// A list of articles can be read in other orders: one page each, with the first
// articles of it. They are the parts of a list below 0. Where an article or
// category has their address, they are left out.
const (
	ByNewest    int32 = -1
	ByConfirmed int32 = -2
	OfPeople    int32 = -3 // the contributors of a category
)

// OrderName returns the name of the order of a part: the last folder of the
// address of such a page, and key of the string table: "order_" + name.
func OrderName(part int32) string {
	switch part {
	case ByNewest:
		return "newest"
	case ByConfirmed:
		return "confirmed"
	case OfPeople:
		return "people"
	}
	return "trust"
}

// Lists shorter than this are seen at a glance; of long ones the other orders
// show the first.
const orderFrom, orderRows = 6, 100

// orderPages returns the pages of a list besides those in trust order. There
// are many tags, so only those have them whose list does not fit one page.
func orderPages(s *Site, kind Kind, ref int32) []Page {
	base, items := s.List(kind, ref)
	if len(items) < orderFrom || kind == TagPage && len(items) <= s.Options.PageSize {
		return nil
	}
	return []Page{
		{base + OrderName(ByNewest) + "/", kind, ref, ByNewest},
		{base + OrderName(ByConfirmed) + "/", kind, ref, ByConfirmed},
	}
}

// keyOf returns what the articles of another order are sorted by; 0 = not in it.
func keyOf(part int32) func(*Entry) int32 {
	if part == ByConfirmed {
		return func(e *Entry) int32 { return e.Outcome.Confirmed }
	}
	return func(e *Entry) int32 { return int32(e.newsDay()) }
}
