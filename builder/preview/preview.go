// Package preview shows a site while it is being written.
//
// Serve builds the site, answers requests from the result, watches the site's
// folder, builds again after a change and tells open pages to reload. A page is
// made when a browser asks for it, by the same code that publishes it. While
// there is a problem the last good site stays, and every page shows the problem
// on top.
//
// The server is made for one person on one machine: it listens on the loopback
// interface unless told otherwise, refuses requests whose Host it does not know
// (a foreign name that resolves to this machine is an attack, DNS rebinding),
// shows no folders, and sends no file that is not part of the site.
//
// Addresses below /.winnow/ are the preview's own:
//
//	/.winnow/reload.js   the script that each page gets
//	/.winnow/reload.css  the style of the problem box
//	/.winnow/events      a stream of events, "build N" after each build
//	/.winnow/problems    the problems of the last build, as text
package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"sync"
	"time"

	"winnow/builder"
	"winnow/builder/diag"
)

// Options says what to serve and where.
type Options struct {
	Dir    string                                                // the site's folder, which is watched
	Ignore []string                                              // folders that are not watched: the published site
	Build  func() (*builder.Result, diag.List, error)            // builds the site once
	Listen string                                                // host:port; port 0 = any
	Clock  func() time.Time                                      // for the time that a build takes
	Ready  func(url string)                                      // told once the site can be visited
	Built  func(r *builder.Result, l diag.List, d time.Duration) // told after each build; r is nil when it failed
}

// A Server holds the last good site.
type Server struct {
	options Options
	hosts   map[string]bool

	mu       sync.Mutex
	result   *builder.Result // nil until the first good build
	problems diag.List       // of the last build
	build    int             // number of the last build
	changed  chan struct{}   // closed at the next build
}

// Serve runs until the context ends. It returns an error when it cannot listen
// or watch, or when a build fails for a reason that is not in the user's files.
func Serve(ctx context.Context, o Options) error {
	listener, err := net.Listen("tcp", o.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", o.Listen, err)
	}
	defer listener.Close()
	changes, err := watch(ctx, o.Dir, o.Ignore)
	if err != nil {
		return err
	}
	s := &Server{options: o, hosts: hostsOf(listener.Addr(), o.Listen), changed: make(chan struct{})}
	if err := s.rebuild(); err != nil {
		return err
	}
	return s.run(ctx, listener, changes)
}

// run serves and rebuilds until the context ends.
func (s *Server) run(ctx context.Context, listener net.Listener, changes <-chan struct{}) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	web := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	done := make(chan error, 1)
	go func() { done <- web.Serve(listener) }()
	if s.options.Ready != nil {
		s.options.Ready("http://" + listener.Addr().String() + "/")
	}
	for {
		select {
		case <-changes:
			if err := s.rebuild(); err != nil {
				return errors.Join(err, web.Close())
			}
		case err := <-done:
			return err
		case <-ctx.Done():
			return web.Close()
		}
	}
}

// rebuild builds once and wakes the open pages.
func (s *Server) rebuild() error {
	start := s.options.Clock()
	result, problems, err := s.options.Build()
	if err != nil {
		return err
	}
	if problems.Err() != nil {
		result = nil
	}
	if s.options.Built != nil {
		s.options.Built(result, problems, s.options.Clock().Sub(start))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if result != nil {
		s.result = result
	}
	s.problems = problems
	s.build++
	close(s.changed)
	s.changed = make(chan struct{})
	return nil
}

// state is what a request sees: it does not change while it is answered.
type state struct {
	result   *builder.Result
	problems diag.List
	build    int
	changed  <-chan struct{}
}

func (s *Server) state() state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return state{s.result, s.problems, s.build, s.changed}
}

// file makes the bytes of a file of the site.
func (st state) file(name string) ([]byte, error) {
	if st.result == nil {
		return nil, fs.ErrNotExist
	}
	return st.result.File(name)
}
