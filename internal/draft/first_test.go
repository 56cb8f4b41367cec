package draft

import "testing"

func TestNobodyIsGreetedByTheWrongName(t *testing.T) {
	for name, want := range map[string]string{
		"Ada Byron": "Ada", "Ada": "Ada", "  Ada   Byron ": "Ada", "Jean-Luc de Vries": "Jean-Luc", "Søren Bak": "Søren", "Mary Jane Watson": "Mary",
		"Winnie-Mae O’Brien": "Winnie-Mae", "D'Arcy Lane": "D'Arcy", "محمد علي": "محمد", "Анна Иванова": "Анна", "אדה ביירון": "אדה",
		"अनीता शर्मा": "अनीता", "Al Gore": "Al", "Ben Nevis": "Ben", "Mo Salah": "Mo", "ada byron": "ada",
		"Robert (Bob) Smith": "Robert", `William "Bill" Gates`: "William", "Ada Byron (Acme)": "Ada",

		"Byron, Ada": "Ada", "Byron, Ada Augusta": "Ada", "Ada Byron, PhD": "Ada", "Ada Byron, M.A., OBE": "Ada", "Byron, PhD": "Byron",
		"BYRON, ADA": "ADA", ", Ada": "Ada", "Byron,": "Byron", "山田, 太郎": "太郎", "Byron, J.": "J.", "Byron, Dr Ada": "Dr Ada",

		"Dr Ada Byron": "Dr Ada Byron", "Dr. Byron": "Dr. Byron", "Prof. Dr. Emmy Noether": "Prof. Dr. Emmy Noether", "Mrs Dalloway": "Mrs Dalloway",
		"Señora Vázquez": "Señora Vázquez", "Sir Tim Berners-Lee": "Sir Tim Berners-Lee", "Frau Müller": "Frau Müller", "dr byron": "dr byron",
		"J. R. Hartley": "J. R. Hartley", "J Hartley": "J Hartley", "J.R. Hartley": "J.R. Hartley", "van Gogh": "van Gogh", "de la Cruz": "de la Cruz",
		"Ada & Ben Byron": "Ada & Ben Byron", "Ada and Ben": "Ada and Ben", "Ada/Ben Byron": "Ada/Ben Byron", "Ana y Luis": "Ana y Luis",
		"山田 太郎": "山田 太郎", "山田太郎": "山田太郎", "김 민수": "김 민수", "やまだ たろう": "やまだ たろう", "王小明": "王小明",
		"-Ada Byron": "-Ada Byron",

		"": "", "   ": "", "info@example.com": "", "Room 12": "", "ada 99": "", "+44 20": "", "🙂": "", "🙂🙂 🙂": "", "...": "", "-": "",
		"The Old Bakery": "", "Kettle & Son Ltd": "", "Bau GmbH": "", "Sales Team": "", "https://example.com": "", "<b>Ada</b>": "", "{{.}}": "",
		"Ada\x00 Byron": "Ada", "Ada\nByron": "Ada", "\u202eadA Byron": "adA", "Ada\u200bByron": "AdaByron", "\xff\xfe": "",
		"Pneumonoultramicroscopicsilicovolcanoconiosis Pneumonoultramicroscopic": "",
	} {
		if got := First(name); got != want {
			t.Errorf("%q is greeted %q, want %q", name, got, want)
		}
	}
}

func FuzzANameIsGreetedOnOneLine(f *testing.F) {
	for _, s := range []string{"Ada Byron", "Byron, Ada", ",", " , ,", "Dr. X", "\u200d\u200c", "a\u0300 b", "山 田"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := First(name)
		if got != oneLine(got) || len([]rune(got)) > longestName {
			t.Errorf("%q is greeted %q", name, got)
		}
	})
}
