package contact

import "redial/internal/civil"

// NextBirthday gives the first birthday from a day on, and how old the contact will be; one of 29
// February is kept on the 28th in other years. The day is zero where none is known, the age where the
// year isn't.
func (c *Contact) NextBirthday(from civil.Date) (day civil.Date, age int) {
	b := c.Birthday
	if b.Month == 0 {
		return 0, 0
	}
	for year := from.Year(); ; year++ {
		month := civil.Of(year, 1, 1).Plus(civil.Period{N: int(b.Month) - 1, Unit: civil.Months})
		d := month.Add(min(int(b.Day), civil.DaysIn(year, month.Month())) - 1)
		if d >= from {
			return d, ageIn(year, int(b.Year))
		}
	}
}

// ageIn gives the age that is reached in a year; 0 where that of the birth is not known.
func ageIn(year, born int) int {
	if born == 0 || born >= year {
		return 0
	}
	return year - born
}
