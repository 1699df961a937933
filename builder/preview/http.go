package preview

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strings"
	"time"
)

//go:embed reload.js
var reloadJS []byte

//go:embed reload.css
var reloadCSS []byte

const own = "/.winnow/"

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch {
	case !s.names.has(r.Host):
		http.Error(w, "this preview does not answer to the name "+fmt.Sprintf("%q", r.Host), http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
	case strings.HasPrefix(r.URL.Path, own):
		s.serveOwn(w, r)
	default:
		s.serveSite(w, r)
	}
}

// names are the Host headers that mean this server.
type names struct {
	port string
	host string // listened on
	any  bool   // listens on every interface: any number of this machine will do
}

func namesOf(addr net.Addr) names {
	host, port, _ := net.SplitHostPort(addr.String())
	ip, err := netip.ParseAddr(host)
	return names{port, host, err == nil && ip.IsUnspecified()}
}

// has refuses names that a stranger could let resolve to this machine.
func (n names) has(host string) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil { // the usual port is not written
		name, port = strings.Trim(host, "[]"), "80"
	}
	if port != n.port {
		return false
	}
	if name == n.host || name == "localhost" || name == "127.0.0.1" || name == "::1" {
		return true
	}
	_, err = netip.ParseAddr(name)
	return n.any && err == nil
}

func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	if foreign(r) {
		http.Error(w, "only for pages of this preview", http.StatusForbidden)
		return
	}
	switch strings.TrimPrefix(r.URL.Path, own) {
	case "reload.js":
		send(w, r, "reload.js", reloadJS)
	case "reload.css":
		send(w, r, "reload.css", reloadCSS)
	case "problems":
		send(w, r, "problems.txt", []byte(s.state().problems.Sorted().Error()))
	case "drafts":
		data, _ := json.Marshal(s.state().allDrafts())
		send(w, r, "drafts.json", data)
	case "events":
		s.events(w, r)
	default:
		http.NotFound(w, r)
	}
}

// foreign reports whether a page of another origin asks. Browsers say so in one
// header or the other.
func foreign(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return true
	}
	origin := r.Header.Get("Origin")
	u, err := url.Parse(origin)
	return origin != "" && (err != nil || u.Host != r.Host)
}

// fileOf is the file that is shown at a path: "/wifi/" → "wifi/index.html".
func fileOf(urlPath string) string {
	name := strings.TrimPrefix(urlPath, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}

func (s *Server) serveSite(w http.ResponseWriter, r *http.Request) {
	st, name := s.state(), fileOf(r.URL.Path)
	data, err := st.find(name)
	switch {
	case err == nil:
		send(w, r, name, s.dress(st, r.URL.Path, name, data))
	case !errors.Is(err, fs.ErrNotExist):
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case st.isFolder(name):
		http.Redirect(w, r, path.Base(name)+"/", http.StatusFound)
	default:
		s.notFound(w, r, st)
	}
}

// find refuses a name that is not clean: no file of the site has such a name.
func (st state) find(name string) ([]byte, error) {
	if st.result == nil || !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00:") {
		return nil, fs.ErrNotExist
	}
	return st.result.File(name)
}

func (st state) isFolder(name string) bool {
	_, err := st.find(name + "/index.html")
	return err == nil
}

const noPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>winnow</title></head><body><p>There is no page yet.</p></body></html>`

// page is the file, or else the page that is shown in its place; ok tells which.
func (st state) page(name string) (data []byte, ok bool) {
	if data, err := st.find(name); err == nil {
		return data, true
	}
	if data, err := st.find("404.html"); err == nil {
		return data, false
	}
	return []byte(noPage), false
}

func (s *Server) notFound(w http.ResponseWriter, r *http.Request, st state) {
	data, _ := st.page("404.html")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	if r.Method == http.MethodGet {
		w.Write(s.dress(st, r.URL.Path, "404.html", data))
	}
}

// dress gives a page the script that keeps it up to date.
func (s *Server) dress(st state, urlPath, name string, data []byte) []byte {
	if path.Ext(name) != ".html" {
		return data
	}
	tag := fmt.Sprintf(`<link rel="stylesheet" href="%[1]sreload.css"><script src="%[1]sreload.js" data-build="%d" data-page="%s" data-was="%s" data-state="%s" data-drafts="%d" data-problems="%d" defer></script>`,
		own, st.build, pageHash(data), attribute(s.open.was(urlPath)), attribute(st.draft(name)), len(st.allDrafts()), len(st.shown))
	i := bytes.LastIndex(data, []byte("</body>"))
	if i < 0 {
		i = len(data)
	}
	return append(append(append(make([]byte, 0, len(data)+len(tag)), data[:i]...), tag...), data[i:]...)
}

// events tells a page of itself, now and after each build.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	page := r.FormValue("page")
	s.open.count(page, 1)
	defer s.open.count(page, -1)
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for {
		st := s.state()
		data, _ := json.Marshal(st.event(page))
		fmt.Fprintf(w, "event: build\ndata: %s\n\n", data)
		if out.Flush() != nil {
			return
		}
		select {
		case <-st.changed:
		case <-r.Context().Done():
			return
		}
	}
}

// draft returns why a page would not be published: "draft", "scheduled",
// "expired"; empty = it would.
func (st state) draft(name string) string {
	if st.result == nil {
		return ""
	}
	return st.result.Draft(strings.TrimSuffix(name, "index.html"))
}

// allDrafts is the same of all pages, by their addresses below the root.
func (st state) allDrafts() map[string]string {
	if st.result == nil {
		return nil
	}
	return st.result.Drafts()
}

// etag names the bytes, so that a browser's copy of an unchanged file is used.
func etag(data []byte) string {
	sum := sha256.Sum256(data)
	return fmt.Sprintf(`"%x"`, sum[:8])
}

// types are those that not every system's table has right.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8", ".json": "application/json", ".xml": "application/xml", ".svg": "image/svg+xml",
	".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".bin": "application/octet-stream",
}

// send answers with ranges, HEAD and conditions by the bytes themselves.
func send(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	t := types[path.Ext(name)]
	if t == "" {
		t = mime.TypeByExtension(path.Ext(name))
	}
	if t == "" {
		t = "application/octet-stream"
	}
	w.Header().Set("Content-Type", t)
	w.Header().Set("ETag", etag(data))
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}
