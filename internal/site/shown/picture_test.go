package shown

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redial/internal/browser"
)

var update = flag.Bool("update", false, "take the pictures of the README anew")

// pictures are those that README.md shows, of the sample notebook on the day that it was written for.
var pictures = []struct {
	name, page    string
	dark          bool
	width, height int
}{
	{"today-light", "index.html", false, 1120, 720},
	{"today-dark", "index.html", true, 1120, 720},
	{"today-phone-light", "index.html", false, 390, 760},
	{"person-phone-dark", "people/ada-byron.html", true, 390, 760},
}

const (
	pictureFolder = "../../../.readme"
	record        = "made-of.txt" // in that folder: what the pictures were taken of
	mostBytes     = 120_000       // of a picture
)

// madeOf gives a sum of what a picture shows: the page, and the styles.
func (s *site) madeOf(t *testing.T, page string) string {
	t.Helper()
	sum := sha256.New()
	for _, name := range []string{page, "redial.css", "pages.css"} {
		data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(sum, "%d\n%s", len(data), data)
	}
	return fmt.Sprintf("%.16x", sum.Sum(nil))
}

// The pictures are taken anew by go test ./internal/site/shown -run Pictures -update.
func TestThePicturesOfTheReadmeAreThoseOfThePages(t *testing.T) {
	s := get(t, sampleSite)
	var made strings.Builder
	for _, p := range pictures {
		fmt.Fprintf(&made, "%s %s\n", p.name, s.madeOf(t, p.page))
	}
	if *update {
		takePictures(t, s)
		if err := put(filepath.Join(pictureFolder, record), []byte(made.String())); err != nil {
			t.Fatal(err)
		}
	}
	was, err := os.ReadFile(filepath.Join(pictureFolder, record))
	if err != nil || string(was) != made.String() {
		t.Errorf("the pictures are older than the pages (%v): go test ./internal/site/shown -run Pictures -update", err)
	}
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures {
		data, err := os.ReadFile(filepath.Join(pictureFolder, p.name+".png"))
		if err != nil {
			t.Error(err)
			continue
		}
		size, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || size.Width != p.width || size.Height != p.height || len(data) > mostBytes {
			t.Errorf("%s: %d bytes, %d by %d (%v)", p.name, len(data), size.Width, size.Height, err)
		}
		if !bytes.Contains(readme, []byte(".readme/"+p.name+".png")) {
			t.Errorf("README.md does not show %s", p.name)
		}
	}
}

// fewColours gives a picture in its 256 most frequent colours: pages have few, and letters blend two of them.
func fewColours(p image.Image) image.Image {
	count := map[color.Color]int{}
	for y := range p.Bounds().Dy() {
		for x := range p.Bounds().Dx() {
			count[p.At(x, y)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(count), func(a, b color.Color) int {
		return cmp.Or(count[b]-count[a], cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)))
	})
	few := image.NewPaletted(p.Bounds(), color.Palette(colours[:min(256, len(colours))]))
	draw.Draw(few, few.Bounds(), p, image.Point{}, draw.Src)
	return few
}

func takePictures(t *testing.T, s *site) {
	t.Helper()
	b := browsers.Tab(t, browser.Chromium, "the pictures of the README")
	for _, p := range pictures {
		b.Dark(p.dark)
		b.Size(p.width, p.height)
		b.Open(s.onDisk(p.page))
		taken, err := png.Decode(bytes.NewReader(b.Picture()))
		if err != nil {
			t.Fatal(err)
		}
		var small bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&small, fewColours(taken)); err != nil {
			t.Fatal(err)
		}
		if err := put(filepath.Join(pictureFolder, p.name+".png"), small.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
}
