package cli

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redial/internal/civil"
	"redial/internal/config"
	"redial/internal/note"
)

func TestTheSettingsOfANewNotebookSayWhatHoldsWithoutThem(t *testing.T) {
	got, problems := config.Parse("redial.yaml", settingsText)
	if len(problems) > 0 {
		t.Error(problems)
	}
	if d := cmp.Diff(config.Default(), got); d != "" {
		t.Error(d)
	}
}

func TestEverySettingOfANewNotebookWorksWhenItsMarkIsTakenAway(t *testing.T) {
	all := regexp.MustCompile(`(?m)^# ([a-z_]+:|  )`).ReplaceAll(settingsText, []byte("$1"))
	got, problems := config.Parse("redial.yaml", all)
	if len(problems) > 0 {
		t.Errorf("%v\n%s", problems, all)
	}
	if len(got.Followup.Tags) == 0 || len(got.Articles) == 0 || len(got.Followup.Policies) < 4 {
		t.Errorf("examples are missing: %+v", got)
	}
}

func TestTheSampleNoteIsReadWithoutAProblemOnEveryDayOfTheWeek(t *testing.T) {
	for today := civil.Of(2026, 12, 1); today < civil.Of(2026, 12, 8); today++ {
		n := note.Parse(sampleName, sample(today))
		if len(n.Problems) > 0 || len(n.Entries) != 2 || n.Entries[1].Date != today || n.Front.Date("met").Date >= today {
			t.Errorf("%s: %v %+v", today, n.Problems, n.Entries)
		}
	}
}
