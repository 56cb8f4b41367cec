package followup

import (
	"redial/internal/civil"
	"redial/internal/note"
)

// Each fill says when someone in its state is due, with which word, and why.

func (o *one) fillUnclear(a *Assessment) {
	a.Due, a.Word = o.today, WordUnclear
	a.Action = Action{Type: ActDecide}
	a.Reason, a.Line = o.sayUnclear()
}

func (o *one) fillPromised(a *Assessment) {
	due, byNext := o.promisedDue()
	if byNext {
		o.fillPlanned(a)
		return
	}
	a.Due, a.Time, a.Word = due, o.mine.Time, WordPromise
	if a.Time != 0 {
		a.Word = WordAgreed
	}
	a.Action = o.actionFor(o.mine.Kind)
	a.Reason, a.Line = o.sayPromised(), int(o.mine.Line)
}

func (o *one) fillClosed(a *Assessment) {
	a.Action = Action{Type: ActNone}
	a.Reason, a.Line = o.sayClosed()
}

func (o *one) fillPlanned(a *Assessment) {
	a.Due, a.Word = o.Next, WordPlanned
	a.Action = o.contactBy()
	a.Reason, a.Line = o.sayPlanned(), o.Note.Front.Text("next").Line
}

func (o *one) fillLetGo(a *Assessment) {
	e := o.letGo()
	a.Action = Action{Type: ActNone}
	a.Reason, a.Line = o.sayLetGo(e), int(e.Line)
}

func (o *one) fillTurn(a *Assessment) {
	a.Due, a.Word = o.turnDue, WordMyTurn
	a.Action = o.answerTo(o.turn)
	a.Reason, a.Line = o.sayTurn(a.Due), int(o.turn.Line)
}

func (o *one) fillParked(a *Assessment) {
	t := &o.touches[o.park]
	a.Due, a.Word = o.resume, WordComeBack
	if t.Until == 0 {
		a.Due = o.workdays.From(o.resume)
	}
	a.Action = o.contactBy()
	a.Reason, a.Line = o.sayParked(t, a.Due), int(t.Line)
}

func (o *one) fillNew(a *Assessment) {
	t := o.meeting()
	a.Due, a.Word = o.followUpDue(t), WordJustMet
	a.Cold = int(o.today-t.day) >= coldDays
	o.changesOn(t.day.Add(coldDays))
	a.Action = o.writeTo()
	a.Reason, a.Line = o.sayNew(t, a), int(t.Line)
}

// followUpDue gives when a meeting is to be followed up.
func (o *one) followUpDue(met *touch) civil.Date {
	return o.workdays.From(met.day.Plus(o.policy.First))
}

func (o *one) fillWaiting(a *Assessment) {
	switch {
	case o.theirs != nil:
		a.Due = o.after(o.nudgeFrom(), o.policy.Nudge)
		a.Reason, a.Line = o.sayWaitingFor(a.Due), int(o.theirs.Line)
	case o.handedOver():
		a.Due = o.after(o.last().day, o.policy.LongStop)
	default:
		a.Reason, a.Line = o.sayLastTryOut(), int(o.last().Line)
		o.changesOn(o.graceEnd())
	}
	o.fillWaitingAction(a)
}

// nudgeFrom gives the day from which a nudge counts: that of their promise, or the later one on which
// they were reached and it was still open. A talk today thus never asks for a nudge yesterday.
func (o *one) nudgeFrom() civil.Date {
	day := o.theirs.Date
	if o.reached >= 0 {
		day = max(day, o.touches[o.reached].day)
	}
	return day
}

// after gives the working day that comes a period after a day, or none where the period is never.
func (o *one) after(day civil.Date, p civil.Period) civil.Date {
	if p.IsZero() {
		return 0
	}
	return o.workdays.From(day.Plus(p))
}

// fillWaitingAction waits until the day comes, and then suggests the nudge or the last try.
func (o *one) fillWaitingAction(a *Assessment) {
	o.changesOn(a.Due)
	handedOver := o.theirs == nil && o.handedOver()
	stopped := a.Due != 0 && o.today >= a.Due
	if handedOver {
		a.LastTry = stopped
		a.Reason, a.Line = o.sayHandedOver(a.Due, stopped), int(o.last().Line)
	}
	if a.Due != 0 {
		a.Word = WordNudge
	}
	if a.LastTry {
		a.Word = WordLastTry
	}
	a.Action = Action{Type: ActWait}
	if stopped {
		a.Action = o.nudgeBy()
	}
}

func (o *one) fillChasing(a *Assessment) {
	n := len(o.chase)
	wait, last := o.policy.gap(n)
	a.Due, a.Word = o.after(o.chase[n-1], wait), WordChase
	if last {
		a.Word = WordLastTry
	}
	t := o.lastAttempt()
	a.Action = o.actionFor(t.kind)
	a.Reason, a.Line = o.sayChasing(a.Due, last), int(t.Line)
}

func (o *one) fillSpent(a *Assessment) {
	a.Action = Action{Type: ActNone}
	a.Reason, a.Line = o.saySpent(), int(o.lastAttempt().Line)
}

func (o *one) fillInTouch(a *Assessment) {
	t := o.last()
	a.Due, a.Word = o.after(t.day, o.cadence), WordRhythm
	a.Action = o.contactBy()
	a.Reason, a.Line = o.sayInTouch(t, a.Due), int(t.Line)
}

func (o *one) fillNoNextStep(a *Assessment) {
	a.Action = Action{Type: ActDecide}
	a.Reason, a.Line = o.sayNoNextStep()
}

func (o *one) fillUntracked(a *Assessment) {
	a.Action = Action{Type: ActNone}
	a.Reason = o.sayUntracked()
}

// lastAttempt gives the last touch of the running chase.
func (o *one) lastAttempt() *touch {
	for i := len(o.touches) - 1; i >= 0; i-- {
		if o.touches[i].chased {
			return &o.touches[i]
		}
	}
	return nil
}

// finish says what is true in more than one state: the last try, and handing over the ball.
func (o *one) finish(a *Assessment) {
	if a.State == Closed || a.State == LetGo {
		a.LastTry = false
		return
	}
	if o.final {
		a.LastTry = false
	} else {
		a.LastTry = a.LastTry || o.nextIsLast() || o.stopped()
	}
	if o.policy.HandOver > 0 && o.missed >= o.policy.HandOver && !o.handedOverSince(o.missAt) {
		a.HandOver = true
		a.Action = Action{Type: ActMessage, To: o.address()}
		a.Reason += o.sayHandOver()
	}
}

// nextIsLast reports whether the next attempt is the last of the chase.
func (o *one) nextIsLast() bool {
	if len(o.chase) == 0 {
		return false
	}
	_, last := o.policy.gap(len(o.chase))
	return last
}

// stopped reports whether the long stop of a hand-over is due or past.
func (o *one) stopped() bool {
	if !o.handedOver() {
		return false
	}
	stop := o.after(o.last().day, o.policy.LongStop)
	o.changesOn(stop)
	return stop != 0 && o.today >= stop
}

func (o *one) handedOverSince(i int) bool {
	for ; i < len(o.touches); i++ {
		if o.touches[i].outcome == note.OverToYou {
			return true
		}
	}
	return false
}
