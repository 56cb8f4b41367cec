// Package followup holds the rules: where a contact stands on a day, when to follow up, and why.
//
// Everything here is a function of its arguments: a contact, the settings and a day. Nothing is stored,
// and what the person wrote beats what is worked out.
//
// # What counts
//
// A touch is an entry that happened and was contact, or tried to be: any kind but a note, without a
// box or with a ticked one, dated today or earlier. `met:` and `last:` are touches too; `last:` counts
// only where it is later than every other. A meeting, visit or event that took place on the day of a
// met is that met, and so is one that is the first touch of all.
//
// A touch reached them when it was theirs; when it was a conversation that took place (met, call,
// meeting, visit, event); or when its outcome says so (spoke, call me, yes, not now, no). A touch of
// mine that did not is an attempt when it was missed (no answer, stood up, cancelled), is the last try,
// or is writing that may stay unanswered (email, message, letter). Under a cadence such writing is
// keeping in touch, as long as no chase is running and nothing of theirs is overdue.
//
// The chase count is the number of days with an attempt since they were last reached, or since the end
// of the `not now` that parks them.
//
// # States
//
// The first that applies decides; each is one row of the table in assess.go, and has its cases in
// testdata/rules:
//
//	unclear       a date that decides can't be read           due until it is mended
//	promised      I promised something                        on its day, or at an earlier `next`
//	closed        they said no, and did not come back         never
//	planned       `next` is set, and no touch since           at `next`
//	let go        I decided so                                never
//	my turn       they asked, wrote or missed me              the next working day
//	parked        they said not now                           at its end, else after 3 months
//	new           just met, within 60 days                    after the policy's first
//	waiting       they promised, or have the ball             after the nudge, or the long stop
//	chasing       attempts without an answer                  after the policy's next gap
//	let go        the last try stayed unanswered              never
//	in touch      a cadence holds                             last touch + cadence
//	no next step  there was contact, and nothing is next      never, but counted and listed
//	untracked     nothing to follow from                      never
//
// My turn goes before promised and planned where it is due earlier, unless closed or let go.
//
// Dates that are worked out move forward to a working day; dates that the person wrote, and the grace
// of a last try, stay as they are. A nudge counts from the day of their promise, or from the later day
// on which they were reached while it was still open, so that no touch of today leaves a due date in
// the past.
package followup

import (
	"slices"

	"redial/internal/civil"
	"redial/internal/contact"
)

// State is where a contact stands on a day: exactly one of these.
type State string

// The states, in the order in which they are tried (SPEC 4).
const (
	Unclear    State = "unclear"
	Promised   State = "promised"
	Closed     State = "closed"
	Planned    State = "planned"
	MyTurn     State = "my turn"
	Parked     State = "parked"
	New        State = "new"
	Waiting    State = "waiting"
	Chasing    State = "chasing"
	LetGo      State = "let go"
	InTouch    State = "in touch"
	NoNextStep State = "no next step"
	Untracked  State = "untracked"
)

// Word is why a contact is due, in the one word that stands on its row.
type Word string

// The words, in the order in which what is due is listed.
const (
	WordUnclear  Word = "Unclear"
	WordAgreed   Word = "Agreed" // a promise with a time
	WordPromise  Word = "Promise"
	WordJustMet  Word = "Just met"
	WordMyTurn   Word = "My turn"
	WordComeBack Word = "Come back"
	WordLastTry  Word = "Last try"
	WordNudge    Word = "Nudge"
	WordChase    Word = "Chase"
	WordRhythm   Word = "Rhythm"
	WordPlanned  Word = "Planned"
)

// ActionType is what to do about a contact.
type ActionType string

// The actions.
const (
	ActCall    ActionType = "call"
	ActEmail   ActionType = "email"
	ActMessage ActionType = "message"
	ActMeet    ActionType = "meet"
	ActDecide  ActionType = "decide" // say what comes next, or mend the note
	ActWait    ActionType = "wait"
	ActNone    ActionType = "none"
)

// Action is the one obvious thing to do, and the number or address to do it with.
type Action struct {
	Type ActionType
	To   string // a phone number or an e-mail address as typed; empty where none is known or needed
}

// Assessment is what Redial says of a contact on a day.
type Assessment struct {
	Contact *contact.Contact
	State   State
	Word    Word       // empty where there is no due date
	Due     civil.Date // zero where nothing is due
	Time    civil.Time // of an agreed promise; zero for none
	Reason  string     // a plain sentence with absolute dates
	Action  Action
	Line    int // the line of the note that is the reason; 0 where it is no single one

	Attempts    int  // the chase count: days with an attempt since they were last reached
	ChaseLength int  // attempts until letting go, the last try included; 0 where the policy never lets go
	LastTry     bool // the next attempt is the last
	Cold        bool // just met, and the follow-up is over two weeks late
	HandOver    bool // missed appointments have reached the policy's figure
	Missed      int  // missed appointments since a conversation took place

	LastTouch   civil.Date // zero for none
	LastReached civil.Date // zero for none
	LastEntry   *contact.Entry
	Ended       civil.Date // the day of their no, or of `closed:`, where they did not come back since, in any state; else zero
}

// List names the part of the dashboard in which a contact stands on a day: exactly one of these.
type List string

// The lists, in the order of the dashboard.
const (
	ListCarried   List = "carried"   // due before today
	ListToday     List = "today"     // due today
	ListWeek      List = "week"      // due in the next seven days
	ListWaiting   List = "waiting"   // their move
	ListLastTry   List = "last-try"  // one last try, later
	ListNoStep    List = "no-step"   // nothing says what comes next
	ListParked    List = "parked"    // not now
	ListLater     List = "later"     // due after the next seven days
	ListUntracked List = "untracked" // nothing to follow from
	ListLetGo     List = "let-go"    // ended quietly
	ListClosed    List = "closed"    // they said no
)

// Lists gives every list, in the order of the dashboard.
func Lists() []List {
	return []List{
		ListCarried, ListToday, ListWeek, ListWaiting, ListLastTry, ListNoStep, ListParked, ListLater,
		ListUntracked, ListLetGo, ListClosed,
	}
}

// States gives every state, in the order in which they are tried.
func States() []State {
	return []State{
		Unclear, Promised, Closed, Planned, LetGo, MyTurn, Parked, New, Waiting, Chasing, InTouch, NoNextStep, Untracked,
	}
}

// Words gives every word, in the order in which what is due is listed.
func Words() []Word { return slices.Clone(wordOrder) }

// Span is a stretch of days over which an assessment holds if nothing happens.
type Span struct {
	From civil.Date // its first day; it ends where the next span begins
	Assessment
}
