// Package server is the preview: the files of one folder, over HTTP, to this machine alone.
//
// # What it serves
//
// The regular files below the folder, by GET and HEAD, and index.html for a path that ends in a slash.
// No listings; no name that begins with a dot; nothing outside the folder, by links neither. Nothing is
// cached, and types are never guessed by the browser (nosniff).
//
// # To whom
//
// [Listen] binds loopback addresses only. A request must name the server as localhost, 127.0.0.1 or
// [::1] with its port in the Host header; everything else is refused, so that a page from elsewhere
// whose name was bound to a loopback address (DNS rebinding) reads nothing.
package server

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// DefaultPort is where the preview listens unless told otherwise.
const DefaultPort = 7333

// tries is how many ports after the default one are tried.
const tries = 20

// ErrTaken is the error of an address that somebody else listens on.
var ErrTaken = errors.New("address already in use")

// ErrNotLoopback is the error of an address that others could reach.
var ErrNotLoopback = errors.New("not a loopback address")

// Listen listens on an address, host:port with a loopback host. An empty one is 127.0.0.1 with the
// default port, or the next free one.
func Listen(addr string) (net.Listener, error) {
	if addr != "" {
		return listenOn(addr)
	}
	for port := DefaultPort; ; port++ {
		l, err := listenOn(net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil || !errors.Is(err, ErrTaken) || port == DefaultPort+tries {
			return l, err
		}
	}
}

func listenOn(addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("`%s` is not an address: write 127.0.0.1:%d", addr, DefaultPort)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("`%s`: %w", addr, ErrNotLoopback)
	}
	l, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("`%s`: %w", addr, ErrTaken)
	}
	return l, err
}

// New makes a server of the files of a folder. Its owner calls Serve and Shutdown; the folder may come
// and go meanwhile.
func New(dir string) *http.Server {
	return &http.Server{
		Handler:           guard(files(dir)),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
}

// guard refuses whoever does not speak to this machine by its own name, or wants more than to read.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		switch {
		case !ownName(r):
			http.Error(w, "this preview answers to localhost only", http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "this preview can only be read", http.StatusMethodNotAllowed)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ownName reports whether the Host header names this server: a loopback name with the port on which the
// request came in.
func ownName(r *http.Request) bool {
	host, port, err := net.SplitHostPort(r.Host)
	if err != nil {
		host, port = r.Host, "80"
	}
	addr, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	_, own, err := net.SplitHostPort(addr.String())
	if err != nil || port != own {
		return false
	}
	switch strings.ToLower(strings.Trim(host, "[]")) {
	case "localhost", "127.0.0.1", "::1":
		return true
	}
	return false
}

// files serves the regular files of a folder.
func files(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := fileName(r.URL.Path)
		if !ok {
			http.NotFound(w, r)
			return
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		defer root.Close()
		serveFile(w, r, root, name)
	})
}

// fileName gives the file that a path means, relative to the folder. Names that begin with a dot, and
// paths that are not in their plain form, mean none.
func fileName(urlPath string) (string, bool) {
	name := strings.TrimPrefix(urlPath, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00") {
		return "", false
	}
	for _, part := range strings.Split(name, "/") {
		if strings.HasPrefix(part, ".") {
			return "", false
		}
	}
	return name, true
}

func serveFile(w http.ResponseWriter, r *http.Request, root *os.Root, name string) {
	info, err := root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		http.NotFound(w, r)
		return
	}
	f, err := root.Open(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	w.Header().Set("Content-Type", contentType(name))
	http.ServeContent(w, r, "", time.Time{}, f)
}

// contentType gives the type of a file of the site by its name; the system's own table is not asked, so
// that it is the same everywhere.
func contentType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".ics":
		return "text/calendar; charset=utf-8"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".gif":
		return "image/gif"
	}
	return "application/octet-stream"
}
