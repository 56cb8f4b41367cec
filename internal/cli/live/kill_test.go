//go:build linux

package live

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestABuildThatIsKilledLeavesEveryPageOldOrNew kills whole builds at random moments. The next one
// repairs what is missing, and leaves nothing behind.
func TestABuildThatIsKilledLeavesEveryPageOldOrNew(t *testing.T) {
	t.Parallel()
	dir := people(t, 150)
	public := filepath.Join(dir, "public")
	sites := []map[string]string{turn(t, dir, 0), turn(t, dir, 1)}
	whole := time.Duration(0)
	run := func(kill time.Duration) {
		t.Helper()
		var said bytes.Buffer
		cmd := redial("build", "-C", dir, "--today", today)
		cmd.Stderr = &said
		begin := time.Now()
		check(t, cmd.Start())
		if kill > 0 {
			time.Sleep(kill)
			cmd.Process.Kill()
		}
		if err := cmd.Wait(); kill == 0 && err != nil {
			t.Fatalf("%v\n%s", err, said.String())
		}
		whole = max(whole, time.Since(begin))
	}
	run(0)
	random := rand.New(rand.NewPCG(7, 7))
	rounds := 25 * *runs
	if testing.Short() {
		rounds = 8
	}
	for n := range rounds {
		write(t, dir, n%2)
		if n%10 == 9 {
			check(t, os.RemoveAll(public))
		}
		run(time.Duration(1 + random.Int64N(int64(whole))))
		got, err := site(public)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		for p, data := range got {
			if data != sites[0][p] && data != sites[1][p] {
				t.Fatalf("round %d: %s is neither old nor new", n, p)
			}
		}
		if n%4 == 3 {
			run(0)
			repaired(t, public, sites[n%2])
		}
	}
	t.Logf("%d builds of up to %v were killed", rounds, whole.Round(time.Millisecond))
}

// write makes the notes of one of two notebooks that differ in every way.
func write(t testing.TB, dir string, side int) {
	t.Helper()
	for i := range 150 {
		name := fmt.Sprintf("p%03d", i)
		put(t, filepath.Join(dir, "notes", name+".md"), short(name, side))
	}
	check(t, os.RemoveAll(filepath.Join(dir, "notes", fmt.Sprint("only", 1-side))))
	put(t, filepath.Join(dir, "notes", fmt.Sprint("only", side), "eve.md"), short("eve", side))
}

func turn(t testing.TB, dir string, side int) map[string]string {
	t.Helper()
	write(t, dir, side)
	return fresh(t, dir)
}

// repaired holds a site to be whole, with nothing beside it that has a temporary name.
func repaired(t testing.TB, public string, want map[string]string) {
	t.Helper()
	got, err := site(public)
	check(t, err)
	if diff := differences(got, want); diff != "" {
		t.Fatalf("not repaired:\n%s", diff)
	}
	entries, err := os.ReadDir(public)
	check(t, err)
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".tmp") {
			t.Errorf("%s stays behind", e.Name())
		}
	}
}
