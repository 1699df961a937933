package content

import (
	"slices"
	"strings"

	"winnow/builder/diag"
)

// understand gives each entry of the front matter its place in the article.
func (r *reader) understand(nodes []node) {
	var own, foreign [maxFields]*node
	var rank [maxFields]int
	nodes = r.once(lift(nodes))
	thread := threadOf(r.keys, nodes)
	for i := range nodes {
		n := &nodes[i]
		s, ok := r.keys.lookup(n.key)
		mine := ok
		if ok {
			s, mine = thread.means(n, s)
		}
		switch {
		case !ok:
			r.unknown(n)
		case !mine:
			r.extra(n)
		case n.key == "published" && n.isFlag(): // else it is a date
			published, _ := n.flag()
			r.a.Draft = !published
		case s.rank == 0:
			own[s.field] = n
		case n.blank():
		case foreign[s.field] != nil && r.keys.fields[s.field].key == "source" && isAPI(foreign[s.field]) && !isAPI(n):
			r.extra(foreign[s.field])
			foreign[s.field], rank[s.field] = n, s.rank
		case foreign[s.field] != nil && r.keys.fields[s.field].key == "source" && isAPI(n):
			r.extra(n)
		case foreign[s.field] == nil || s.rank < rank[s.field]:
			r.extra(foreign[s.field])
			foreign[s.field], rank[s.field] = n, s.rank
		default:
			r.extra(n)
		}
	}
	thread.answered(func(field int, n *node) {
		if own[field] == nil || own[field].blank() {
			r.extra(foreign[field])
			foreign[field] = n
		}
	})
	for i := range r.keys.fields {
		f := &r.keys.fields[i]
		if n := own[i]; n != nil && !n.blank() {
			r.own(f, n)
			r.extra(foreign[i])
		} else if n := foreign[i]; n != nil && !r.foreign(f, n) {
			r.extra(n)
		}
	}
	r.votes(nodes, thread.is)
	r.finish()
}

// votes reads a sum of votes and their number, which together say how many were for
// and against.
func (r *reader) votes(nodes []node, asked bool) {
	get := (&node{items: nodes}).get
	if up, down, ok := ballot(get("vote_sum"), get("vote_count")); ok && !asked && get("kudos") == nil && get("downvotes") == nil {
		r.a.Kudos, r.a.Downvotes = up, down
		delete(r.a.Extra, "vote_count")
	}
}

// lift takes Zola's [taxonomies] apart, whose entries are known by keys such as
// taxonomies.tags. It leaves the nodes given as they are.
func lift(nodes []node) []node {
	for i, group := range nodes {
		if group.key == "taxonomies" && group.kind == tableNode {
			out := append([]node(nil), nodes[:i]...)
			for _, n := range group.items {
				n.key = "taxonomies." + n.key
				out = append(out, n)
			}
			return append(out, nodes[i+1:]...)
		}
	}
	return nodes
}

// once returns the nodes with each key once. Of one that is written twice the last
// holds, as it does for other generators.
func (r *reader) once(nodes []node) []node {
	last := make(map[string]int, len(nodes))
	for i := range nodes {
		last[nodes[i].key] = i
	}
	if len(last) == len(nodes) {
		return nodes
	}
	var out []node
	for i := range nodes {
		if last[nodes[i].key] == i {
			out = append(out, nodes[i])
		} else {
			r.warn(nodes[i].at, "duplicate key "+nodes[i].key+": the last one holds", "keep one")
		}
	}
	return out
}

// own stores the value of winnow's own key.
func (r *reader) own(f *field, n *node) {
	switch {
	case f.holds != nil && !f.holds(r.a.Kind):
		if f.elsewhere == "" {
			r.extra(n)
		} else {
			r.warn(n.at, f.elsewhere, "")
		}
		return
	case f.line != nil:
		*f.line(r.a) = n.at.line
	}
	if f.shape.put(f.in(r.a), n, r) {
		r.others(f, n)
	} else {
		r.misfit(f.key, f.shape, n)
	}
}

// misfit reports what a value should have been.
func (r *reader) misfit(key string, s shape, n *node) {
	if item := s.wrongItem(n); item != nil {
		r.add(item.value, key+" has "+item.describe()+", which is not "+wrongWords[s], "leave it out, or write it below the site's root, such as old/address/")
		return
	}
	want, sep := shapes[s], ": "
	if r.fence == tomlFence {
		sep = " = "
	}
	msg := key + " must be " + want.what
	if n.kind != listNode || !want.list {
		msg += ", not " + n.describe()
	}
	hint := "for example " + key + sep + want.example
	if near := diag.Near(n.text, slices.Values(want.among)); near != "" {
		hint = "did you mean " + near + "?"
	}
	r.add(n.value, msg, hint)
}

// wrongWords says what an item of a list must be.
var wrongWords = map[shape]string{
	aliasesShape: `an address below the site's root: it has a query, "..", or a character that file names cannot have`,
}

// wrongItem returns the item of a list that does not fit, if that can be said.
func (s shape) wrongItem(n *node) *node {
	if n.kind != listNode || wrongWords[s] == "" {
		return nil
	}
	for i := range n.items {
		if item := &n.items[i]; item.scalar() {
			if _, ok := s.word(item.text); !ok {
				return item
			}
		}
	}
	return nil
}

// others keeps a list in Extra of which only the first item is used.
func (r *reader) others(f *field, n *node) {
	if n.kind == listNode && len(n.items) > 1 && shapes[f.shape].first {
		r.extra(n)
	}
}

// foreign stores the value of a foreign spelling, and reports whether it was
// understood. One that does not fit is kept in Extra: the export may have meant
// something else by it.
func (r *reader) foreign(f *field, n *node) bool {
	if f.holds != nil && !f.holds(r.a.Kind) {
		return false
	}
	if f.negative != nil {
		if i, ok := n.whole(); ok && i < 0 && i >= -maxCount {
			*f.negative(r.a) = int(-i)
			return true
		}
	}
	if f.line != nil {
		*f.line(r.a) = n.at.line
	}
	if f.shape.put(f.in(r.a), n, r) {
		r.others(f, n)
		return true
	}
	if n.kind < listNode && (f.shape == dateShape || f.shape == countShape) {
		defer r.sorted("values of "+n.key+" that are not "+shapes[f.shape].what, n.describe())
		hint := "write " + f.key + " to say it, the other key is left alone"
		if f.shape == dateShape && strings.Count(n.text, "/") == 2 {
			hint = `say which way days are written with date_format in [content] of site.toml, such as "DD/MM/YYYY"`
		}
		r.warn(n.value, n.key+" is read as "+f.key+", but "+n.describe()+" is not "+shapes[f.shape].what, hint)
	}
	return false
}

// unknown keeps a key that winnow does not know, unless it is a slip of the
// pen. The tables extra and params, where other generators put such keys, are
// taken apart.
func (r *reader) unknown(n *node) {
	if n.kind == tableNode && (n.key == "extra" || n.key == "params") {
		for i := range n.items {
			if _, ok := r.a.Extra[n.items[i].key]; !ok {
				r.extra(&n.items[i])
			}
		}
		return
	}
	if near := r.keys.slip(n.key); near != "" && n.kind != tableNode {
		r.add(n.at, "the key "+n.key+" is not known", "did you mean "+near+"? a key of your own belongs under extra")
		return
	}
	r.extra(n)
}

func (r *reader) extra(n *node) {
	if n == nil {
		return
	}
	if r.a.Extra == nil {
		r.a.Extra = make(map[string]any)
	}
	r.a.Extra[n.key] = n.anyValue()
}
