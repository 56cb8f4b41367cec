package corpus

// What notes are made of. The first of each is the plainest.

var companies = []string{"Analytical Engines Ltd", "Baker & Sons", "Cobalt Works", "Dune Print", "Étoile Conseil", "Fjord: Shipping",
	"Glass Houses", "Harbour Lights", "“Inkwell” Press", "Junction 12", "Kestrel Labs", "Lantern Books", "Müller Söhne GmbH", "株式会社山田"}

var roles = []string{"Founder", "Head of Sales", "Office manager", "Architect", "Accountant, part time", "Buyer", "Editor", "VP People & Culture"}

var tagWords = []string{"prospect", "client", "vip", "london", "press", "supplier", "friend", "alumni", "family-business", "été"}

var offerWords = []string{"bookkeeping software", "printing", "photography", "office space", "translations", "legal advice", "catering", "web shops"}

var needWords = []string{"an accountant", "office space", "a printer", "a photographer", "introductions in Leeds", "a translator", "catering for 40", "a lawyer"}

var cities = []string{"London", "Leeds", "Århus", "Zürich", "東京", "תל אביב"}

var places = []string{"the station café", "a dinner at Harbour Lights", "her office", "the trade fair in Leeds", "a train to York"}

var sentences = []string{
	"Runs a small team.",
	"Asked for the pricing article, and whether we work with firms of under ten people.",
	"Prefers mornings; never on Fridays.",
	"Two children, one of them starting school in September.",
	"We talked about *moving offices*, and what it costs when nobody plans it.",
	"Their budget year ends in March, so anything large has to be on the table by January.",
	"Wants numbers before names: send the **case study** first.",
	"Met through the old firm, where she led purchasing for six years.",
	"Reads everything, answers late, and remembers all of it.",
	"Has a weak spot for `good tools` and strong coffee.",
	"The website is https://example.com/about and hardly up to date.",
	"Decides together with a partner who was not there.",
	"Ce n'est pas une urgence, mais le sujet revient chaque année.",
	"前回の打ち合わせはとても良かった。次は東京で会う予定。",
	"Interested in a small pilot: 3 people, 6 weeks, fixed price (see [the outline](https://example.com/pilot)).",
}

// texts are what stands behind the colon of an entry. None begins with an outcome.
var texts = []string{
	"sent the pricing article",
	"agreed Tuesday 2pm",
	"asked for the case study, and who else uses it",
	"talked about the move; budget is settled in January",
	"will send three dates",
	"short one, in a hurry",
	"the *outline*, with **two** prices",
	"wants to see [the pilot](https://example.com/pilot) first",
	"she said \"come by when you are in town\"",
	"a long talk about suppliers, deadlines, and why the last project went wrong before it had begun",
	"new number: +44 20 7946 0000",
	"すぐに返事をくれた",
	"hat die Unterlagen bekommen & leitet sie weiter",
	"the draft; 3 of 4 pages are done",
}

var undated = []string{"ask about the lease", "bring the samples", "parking is behind the house"}

var eventWords = []string{"London breakfast", "Trade fair", "Founders' evening", "Harbour regatta", "Printers' day", "Journée des PME", "Alumni dinner", "技術展"}

var intentions = []string{"meet three people who print", "find an accountant for Ada, and listen", "say hello to everyone from last year", "no selling: ask what they read"}

// settings is the redial.yaml of every generated notebook.
const settings = `# Settings of a generated notebook.
title: My follow-ups
working_days: [mon, tue, wed, thu, fri]
default: steady
tags:
  vip: {policy: persistent, every: 4w}
  friend: {every: 3mo}
  press: {policy: light}
policies:
  patient: {from: steady, gaps: [1w, 2w, 1mo]}
call_block: "09:00-09:30"
theme: auto
keys: true
articles:
  - {title: Pricing for small firms, url: "https://example.com/pricing", tags: [prospect]}
`
