//go:build unix

package output

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// victimFolder names the folder that this program writes to, again and again, until it is killed.
const victimFolder = "REDIAL_TEST_VICTIM"

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimFolder); dir != "" {
		victim(dir)
	}
	os.Exit(m.Run())
}

func victim(dir string) {
	fmt.Println("ready")
	for n := 0; ; n++ {
		if _, err := publish(dir, killSite(n)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
}

// killSite is a site of many large pages; neighbours differ in every way in which sites do.
func killSite(n int) []File {
	body := strings.Repeat(fmt.Sprintf("page of site %d\n", n%2), 4_000)
	files := []File{file("index.html", body), file("redial.css", "always the same"), file("stamp.js", body)}
	for i := range 15 {
		files = append(files, file(fmt.Sprintf("people/p%d.html", i), body))
		files = append(files, file(fmt.Sprintf("site%d/x%d/p.html", n%2, i%5)+fmt.Sprint(i), body))
	}
	return append(files, file(fmt.Sprintf("people/only%d.html", n%2), body))
}

func TestKilledBuildLeavesPagesOldOrNewAndTheNextRepairs(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	rounds := 40
	if testing.Short() {
		rounds = 10
	}
	random := rand.New(rand.NewPCG(1, 2))
	dir := filepath.Join(t.TempDir(), "public")
	for n := range rounds {
		if n%10 == 0 {
			os.RemoveAll(dir)
		}
		put(t, dir, "mine.txt", "mine")
		kill(t, self, dir, time.Duration(random.IntN(60_000))*time.Microsecond)
		oldOrNew(t, n, published(tree(t, dir)), killSite(0), killSite(1))
		if n%3 == 0 {
			mustPublish(t, dir, killSite(n/3))
			exactly(t, dir, killSite(n/3), map[string]string{"mine.txt": "mine"})
		}
	}
}

// kill lets a victim write for a while.
func kill(t *testing.T, self, dir string, after time.Duration) {
	t.Helper()
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), victimFolder+"="+dir)
	said, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewReader(said)
	out.ReadString('\n')
	time.Sleep(after)
	cmd.Process.Kill()
	rest, _ := io.ReadAll(out)
	cmd.Wait()
	if len(rest) > 0 {
		t.Fatal(string(rest))
	}
}

// published leaves out what stands under a temporary name.
func published(got map[string]string) map[string]string {
	out := map[string]string{}
	for p, data := range got {
		top, _, _ := strings.Cut(p, "/")
		if !temporary.MatchString(top) {
			out[p] = data
		}
	}
	return out
}
