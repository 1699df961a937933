// Package preview shows a site while it is being written.
//
// Serve builds the site, answers requests from the result, watches the site's
// folder, builds again after a change and tells open pages. A page is made when
// a browser asks for it, by the same code that publishes it. While there is a
// problem the last good site stays, and every page shows the problem on top.
//
// # Changes
//
// The folders are watched where the system can do that; on drives that send no
// events, or when the system's limit of watches is reached, the preview looks
// for changes itself (see [Options].Poll). Changes are gathered until the folder
// is still: editors save in several steps, and a checkout changes thousands of
// files. A file that looks as if its writer were in the middle of it is given some
// more time (see patience).
//
// # Open pages
//
// An open page listens to a stream of events. An event names a hash of the page
// as it is now, its style sheets and the problems. The page loads again only
// when its hash has changed; new style sheets are swapped in, and problems are
// shown and taken away without loading. The hash leaves out the addresses of
// style sheets.
//
// Addresses below /.winnow/ are the preview's own:
//
//	/.winnow/reload.js             the script that each page gets
//	/.winnow/reload.css            the style of what it shows
//	/.winnow/events?page=/wifi/    a stream of events for a page, one at once and one after each build
//	/.winnow/problems              the problems of the last build, as text
//	/.winnow/drafts                why pages would not be published: {"wifi/slow/": "draft"}
//
// An event is JSON: {"build": 3, "page": "9f0c…", "styles": ["/assets/style.3f2a1bc4.css"],
// "problems": [{"place": "content/a.md:3:8", "msg": …, "hint": …, "text": …, "caret": …}]}.
//
// # Safety
//
// The server is made for one person on one machine: it listens on the loopback
// interface unless another is named, refuses requests whose Host it does not know
// (a foreign name that resolves to this machine is an attack, DNS rebinding),
// shows no folders, and sends no file that is not part of the site. Its streams
// and texts are for pages of its own origin.
package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"winnow/builder"
	"winnow/builder/diag"
)

// Options says what to serve and where.
type Options struct {
	Dir      string       // the site's folder, which is watched
	Ignore   []string     // folders that are not watched: the published site
	Listener net.Listener // see Listen; Serve closes it
	Poll     bool         // look for changes, as on drives that send no events

	Build func(Change) (*builder.Result, diag.List, error) // builds the site
	Clock func() time.Time                                 // for the time that a build takes
	Ready func(url string)                                 // called once the site can be visited
	Built func(Report)                                     // called after each build
	Say   func(message string)                             // receives what the user should know of the watching
}

// A Report is one build, for the one who watches the terminal.
type Report struct {
	Result   *builder.Result // nil when it failed
	Problems diag.List
	Change   Change
	Took     time.Duration
}

// ports is how many ports Listen tries.
const ports = 50

// Listen takes a port of host, or the next one that is free. Port 0 takes any.
func Listen(host string, port int) (net.Listener, error) {
	var first error
	for i := range ports {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port+i)))
		if err == nil || port == 0 || port+i == 65535 {
			return l, err
		}
		if first == nil {
			first = err
		}
		var wrong *net.AddrError
		if errors.As(err, &wrong) {
			break
		}
	}
	return nil, fmt.Errorf("listen: %w", first)
}

// URL is the address at which this machine can visit a preview. One that listens
// on every interface can be visited on the loopback one.
func URL(addr net.Addr) string {
	at, err := netip.ParseAddrPort(addr.String())
	if err == nil && at.Addr().IsUnspecified() {
		return fmt.Sprintf("http://127.0.0.1:%d/", at.Port())
	}
	return "http://" + addr.String() + "/"
}

// A Server holds the last good site.
type Server struct {
	options Options
	names   names

	open *openPages

	mu  sync.Mutex
	now state
}

// Serve runs until the context ends. It returns an error when it cannot
// watch, or when a build fails for a reason that is not in the user's files.
func Serve(ctx context.Context, o Options) error {
	defer o.Listener.Close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	dir, err := filepath.EvalSymlinks(o.Dir)
	if err != nil {
		return fmt.Errorf("watch %s: %w", o.Dir, err)
	}
	o.Dir = dir
	s := &Server{options: o, names: namesOf(o.Listener.Addr()), open: newOpenPages()}
	s.now.changed = make(chan struct{})
	changes, err := watch(ctx, o, s.size)
	if err != nil {
		return err
	}
	if err := s.rebuild(ctx, Change{All: true}); err != nil || ctx.Err() != nil {
		return err
	}
	return s.run(ctx, changes)
}

// ending is how long open requests may take when the preview ends, and before
// them a build.
const ending = 400 * time.Millisecond

// run serves and rebuilds until the context ends.
func (s *Server) run(ctx context.Context, changes <-chan Change) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	web := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx }, // ends the streams
	}
	done := make(chan error, 1)
	go func() { done <- web.Serve(s.options.Listener) }()
	if s.options.Ready != nil {
		s.options.Ready(URL(s.options.Listener.Addr()))
	}
	for {
		select {
		case c := <-changes:
			if err := s.rebuild(ctx, c); err != nil {
				return errors.Join(err, web.Close())
			}
		case err := <-done:
			return err
		case <-ctx.Done():
			soon, cancel := context.WithTimeout(context.WithoutCancel(ctx), ending)
			defer cancel()
			if web.Shutdown(soon) != nil {
				return web.Close()
			}
			return nil
		}
	}
}

// rebuild builds once and wakes the open pages. When the context ends it does
// not wait for long: what is being built then is not shown.
func (s *Server) rebuild(ctx context.Context, c Change) error {
	done := make(chan error, 1)
	go func() { done <- s.build(ctx, c) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(ending):
		return nil
	}
}

func (s *Server) build(ctx context.Context, c Change) error {
	start := s.options.Clock()
	result, problems, err := s.options.Build(c)
	if err != nil || ctx.Err() != nil {
		return err
	}
	if problems.Err() != nil {
		result = nil
	}
	report := Report{result, problems, c, s.options.Clock().Sub(start)}
	old := s.state()
	next := state{result: result, build: old.build + 1, shown: shown(s.options.Dir, problems), problems: problems, changed: make(chan struct{})}
	if result == nil {
		next.result = old.result
	}
	s.show(old, next)
	if s.options.Built != nil { // not before it can be seen
		s.options.Built(report)
	}
	return nil
}

// show takes the next state to the requests and wakes the open pages.
func (s *Server) show(old, next state) {
	s.open.note(old, next)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = next
	close(old.changed)
}

// state is what a request sees: it does not change while it is answered.
type state struct {
	result   *builder.Result // nil until the first good build
	problems diag.List       // of the last build
	shown    []problem       // those that are shown over the page
	build    int             // number of the last build
	changed  chan struct{}   // closed at the next build
}

// size returns how many bytes the file of an article had when it was shown last; 0 =
// not known.
func (s *Server) size(name string) int {
	if r := s.state().result; r != nil {
		return r.Size(name)
	}
	return 0
}

func (s *Server) state() state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}
