package server_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redial/internal/server"
)

// preview serves a folder with a page, hidden files and links, and gives its address.
func preview(t *testing.T) (addr, dir string) {
	t.Helper()
	outside := filepath.Join(t.TempDir(), "secret.html")
	write(t, outside, "secret")
	dir = filepath.Join(t.TempDir(), "public")
	write(t, filepath.Join(dir, "index.html"), "<!doctype html>today")
	write(t, filepath.Join(dir, "people", "ada & co #1.html"), "ada")
	write(t, filepath.Join(dir, "redial.js"), "js")
	write(t, filepath.Join(dir, ".redial-manifest"), "hidden")
	write(t, filepath.Join(dir, ".git", "config"), "hidden")
	for link, target := range map[string]string{"out.html": outside, "in.html": "index.html", "dir": filepath.Dir(outside)} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	l, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := server.New(dir)
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	t.Cleanup(func() {
		_ = s.Shutdown(context.Background())
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return l.Addr().String(), dir
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// ask sends a request as it is written, without a client that tidies paths.
func ask(t *testing.T, addr, method, path, host string) *http.Response {
	t.Helper()
	req, err := http.NewRequest(method, "http://"+addr, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.URL.Opaque = path
	req.Host = host
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	return res
}

func TestOnlyTheFilesOfTheSiteAreServed(t *testing.T) {
	addr, _ := preview(t)
	for path, want := range map[string]int{
		"/": 200, "/index.html": 200, "/redial.js": 200, "/people/ada%20%26%20co%20%231.html": 200,
		"/people": 404, "/people/": 404, "/nobody.html": 404,
		"/.redial-manifest": 404, "/.git/config": 404, "/%2egit/config": 404,
		"/out.html": 404, "/in.html": 404, "/dir/secret.html": 404,
		"/../public/index.html": 404, "/%2e%2e/secret": 404, "/..%2f..%2fetc/passwd": 404,
		"/people/..%5c..%5cindex.html": 404, "/index.html%00": 404, "/people//ada%20%26%20co%20%231.html": 404,
	} {
		if res := ask(t, addr, "GET", path, addr); res.StatusCode != want {
			t.Errorf("GET %s: %d, want %d", path, res.StatusCode, want)
		}
	}
}

func TestOnlyThisMachineByItsOwnNameIsAnswered(t *testing.T) {
	addr, _ := preview(t)
	_, port, _ := net.SplitHostPort(addr)
	for host, want := range map[string]int{
		"localhost:" + port: 200, "LOCALHOST:" + port: 200, "127.0.0.1:" + port: 200, "[::1]:" + port: 200,
		"localhost": 403, "localhost:1": 403, "evil.example:" + port: 403, "127.0.0.1.evil.example:" + port: 403,
		"localhost.evil.example:" + port: 403, "10.0.0.1:" + port: 403, "": 403,
	} {
		if host == "" {
			continue // a client always sends one; an empty one is the next test's
		}
		if res := ask(t, addr, "GET", "/", host); res.StatusCode != want {
			t.Errorf("Host %s: %d, want %d", host, res.StatusCode, want)
		}
	}
}

func TestARequestWithoutAHostReadsNothing(t *testing.T) {
	addr, _ := preview(t)
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, "GET / HTTP/1.0\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(c)
	if err != nil || !strings.Contains(string(answer), "403") {
		t.Errorf("%s %v", answer, err)
	}
}

func TestThePreviewCanOnlyBeRead(t *testing.T) {
	addr, _ := preview(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT"} {
		if res := ask(t, addr, method, "/index.html", addr); res.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, res.StatusCode)
		}
	}
	if res := ask(t, addr, "HEAD", "/index.html", addr); res.StatusCode != 200 {
		t.Errorf("HEAD: %d", res.StatusCode)
	}
}

func TestNothingIsCachedAndTypesAreNotGuessed(t *testing.T) {
	addr, _ := preview(t)
	for path, kind := range map[string]string{
		"/": "text/html; charset=utf-8", "/redial.js": "text/javascript; charset=utf-8", "/nobody": "text/plain; charset=utf-8",
	} {
		h := ask(t, addr, "GET", path, addr).Header
		if h.Get("Cache-Control") != "no-store" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Type") != kind {
			t.Errorf("%s: %v", path, h)
		}
		if h.Get("Access-Control-Allow-Origin") != "" || h.Get("Last-Modified") != "" {
			t.Errorf("%s: %v", path, h)
		}
	}
}

func TestOnlyLoopbackAddressesAreListenedOn(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.com:0"} {
		if l, err := server.Listen(addr); !errors.Is(err, server.ErrNotLoopback) {
			t.Errorf("%s: %v", addr, err)
			if l != nil {
				l.Close()
			}
		}
	}
	for _, addr := range []string{"7333", "localhost"} {
		if _, err := server.Listen(addr); err == nil {
			t.Errorf("%s was taken for an address", addr)
		}
	}
}

func TestATakenPortIsNamed(t *testing.T) {
	l, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := server.Listen(l.Addr().String()); !errors.Is(err, server.ErrTaken) {
		t.Error(err)
	}
}

func TestWithoutAnAddressTheNextFreePortIsTaken(t *testing.T) {
	a, err := server.Listen("")
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	b, err := server.Listen("")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if a.Addr().String() == b.Addr().String() {
		t.Error("two previews on one port")
	}
}
