package followup

import (
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

// Span is a stretch of days over which an assessment holds if nothing happens.
type Span struct {
	From civil.Date // its first day; it ends where the next span begins
	Assessment
}
