package preview

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net"
	"net/http"
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
	case !s.hosts[r.Host]:
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

// hostsOf lists the Host headers that mean this server.
func hostsOf(addr net.Addr, listen string) map[string]bool {
	_, port, _ := net.SplitHostPort(addr.String())
	host, _, _ := net.SplitHostPort(listen)
	hosts := map[string]bool{addr.String(): true}
	for _, name := range []string{host, "localhost", "127.0.0.1", "::1"} {
		hosts[net.JoinHostPort(name, port)] = true
	}
	return hosts
}

func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	switch strings.TrimPrefix(r.URL.Path, own) {
	case "reload.js":
		send(w, r, "reload.js", reloadJS)
	case "reload.css":
		send(w, r, "reload.css", reloadCSS)
	case "problems":
		send(w, r, "problems.txt", []byte(s.state().problems.Sorted().Error()))
	case "events":
		s.events(w, r)
	default:
		http.NotFound(w, r)
	}
}

// events tells a page of each build. A page of another origin may not listen.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		http.Error(w, "only for pages of this preview", http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for {
		st := s.state()
		fmt.Fprintf(w, "event: build\ndata: %d\n\n", st.build)
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

func (s *Server) serveSite(w http.ResponseWriter, r *http.Request) {
	st := s.state()
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	data, err := st.find(name)
	switch {
	case err == nil:
		send(w, r, name, st.dress(name, data))
	case !errors.Is(err, fs.ErrNotExist):
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case st.isFolder(name):
		http.Redirect(w, r, path.Base(name)+"/", http.StatusMovedPermanently)
	default:
		st.notFound(w, r)
	}
}

// find refuses a name that is not clean: no file of the site has such a name.
func (st state) find(name string) ([]byte, error) {
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00") {
		return nil, fs.ErrNotExist
	}
	return st.file(name)
}

func (st state) isFolder(name string) bool {
	_, err := st.find(name + "/index.html")
	return err == nil
}

func (st state) notFound(w http.ResponseWriter, r *http.Request) {
	data, err := st.find("404.html")
	if err != nil {
		data = []byte("<!doctype html><meta charset=utf-8><title>winnow</title><body><p>There is no page yet.</p></body>")
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	if r.Method == http.MethodGet {
		w.Write(st.dress("404.html", data))
	}
}

// dress gives a page the script that reloads it.
func (st state) dress(name string, data []byte) []byte {
	if path.Ext(name) != ".html" {
		return data
	}
	tag := fmt.Sprintf(`<link rel="stylesheet" href="%sreload.css"><script src="%sreload.js" data-build="%d" data-problems="%d" defer></script>`,
		own, own, st.build, len(st.problems))
	i := bytes.LastIndex(data, []byte("</body>"))
	if i < 0 {
		i = len(data)
	}
	return append(append(append(make([]byte, 0, len(data)+len(tag)), data[:i]...), tag...), data[i:]...)
}

// etag names the bytes, so that a browser's copy of an unchanged file is used.
func etag(data []byte) string {
	sum := sha256.Sum256(data)
	return fmt.Sprintf(`"%x"`, sum[:8])
}

// send answers with ranges, HEAD and conditions by the bytes themselves.
func send(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		w.Header().Set("Content-Type", t)
	}
	w.Header().Set("ETag", etag(data))
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}
