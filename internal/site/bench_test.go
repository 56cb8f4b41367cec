package site

import (
	"fmt"
	"testing"

	"redial/internal/corpus"
)

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 1000} {
		in := generated(n, 1).input(corpus.Today)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			bytes := 0
			for b.Loop() {
				bytes = 0
				files, _, err := Build(in)
				if err != nil {
					b.Fatal(err)
				}
				for _, f := range files {
					bytes += len(f.Data)
				}
			}
			b.ReportMetric(float64(bytes)/float64(n), "bytes/note")
		})
	}
}
