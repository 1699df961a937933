package links

import (
	"hash/fnv"
	"net/url"
	"slices"
	"strings"

	"winnow/builder/outline"
)

// sourcesOf returns which text comes from which address, by a hash of its key.
func sourcesOf(texts []Text) map[uint64]int32 {
	out := map[uint64]int32{}
	for i := range texts {
		if !texts[i].Public || texts[i].Source == "" {
			continue
		}
		for _, key := range keysOf(texts[i].Source) {
			if _, taken := out[hash(key)]; !taken {
				out[hash(key)] = int32(i)
			}
		}
	}
	return out
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// Local returns the address, seen from a text, of the text that comes from an
// address on another site.
func (m *Map) Local(from int, address string) (href string, ok bool) {
	if len(m.sources) == 0 || !strings.HasPrefix(address, "http") {
		return "", false
	}
	w := &m.in.Texts[from]
	to, ok := m.at(address)
	if !ok || to == from {
		return "", false
	}
	id := m.in.Texts[to].Place
	if _, fragment, found := strings.Cut(address, "#"); found && id == "" {
		id, _ = m.in.Texts[to].Doc.Places().Find(fragment)
	}
	return outline.Address(w.URL, m.in.Texts[to].URL, id), true
}

// fromSource returns the text that an address from the top of the host means, where
// the text comes from.
func (m *Map) fromSource(w *Text, rooted string) (int, bool) {
	u, err := url.Parse(w.Source)
	if w.Source == "" || err != nil || u.Host == "" {
		return 0, false
	}
	return m.at(u.Scheme + "://" + u.Host + rooted)
}

func (m *Map) at(address string) (int, bool) {
	for _, key := range keysOf(address) {
		if i, ok := m.sources[hash(key)]; ok {
			return int(i), true
		}
	}
	return 0, false
}

// keysOf returns what an address and others of the same thing have in common, the
// more exact first: on a site of questions and answers the numbers of the answer and of
// the question, on a forum that of the topic, in a help center that of the article;
// elsewhere host and path.
func keysOf(address string) []string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	switch {
	case len(parts) > 1 && slices.Contains([]string{"q", "a", "questions"}, parts[0]) && isNumber(parts[1]):
		return questionKeys(host, parts, u.Fragment)
	case len(parts) > 1 && parts[0] == "t":
		for _, p := range parts[1:min(len(parts), 3)] {
			if isNumber(p) {
				return []string{host + " topic " + p}
			}
		}
	}
	if i := slices.Index(parts, "articles"); i >= 0 && i+1 < len(parts) && parts[0] == "hc" {
		if id, _, _ := strings.Cut(parts[i+1], "-"); isNumber(id) {
			return []string{host + " article " + id}
		}
	}
	key := host + "/" + strings.TrimSuffix(strings.ToLower(strings.Join(parts, "/")), ".html")
	if key == host+"/" && u.RawQuery == "" {
		return nil // the home page is no text
	}
	if u.RawQuery != "" {
		key += "?" + u.RawQuery
	}
	return []string{key}
}

// questionKeys returns the keys of /questions/12/slug/34#34, /q/12 and /a/34.
func questionKeys(host string, parts []string, fragment string) (keys []string) {
	if isNumber(fragment) {
		keys = append(keys, host+" post "+fragment)
	}
	if len(parts) > 3 && isNumber(parts[3]) {
		keys = append(keys, host+" post "+parts[3])
	}
	return append(keys, host+" post "+parts[1])
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
