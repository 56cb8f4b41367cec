package roster

import (
	"regexp"
	"strings"
)

// target is what a column is about: a key of a note, or a part of a name or an address.
type target string

// The targets that are no keys of a note.
const (
	toPrefix  target = "prefix"
	toFirst   target = "first"
	toMiddle  target = "middle"
	toFamily  target = "family"
	toSuffix  target = "suffix"
	toFiledAs target = "filed as"
	toNotes   target = "notes"
	toLabels  target = "labels"  // tags, with those of the system among them
	toPart    target = "address" // a part of an address
	toLabel   target = "label"   // what the value of the same number is called
	toSource  target = "source"
	toNothing target = "nothing"
)

// known are the titles of columns, in small letters, that mean the same wherever they stand. The
// programs that have titles in the language of the person are covered in the languages that have come up.
var known = titles(map[target]string{
	"name":    "name|full name|fullname|display name|displayname|contact|contact name|person|nom complet|nombre completo|nome completo|volledige naam|anzeigename",
	toFirst:   "first name|firstname|given name|first|forename|vorname|prénom|nombre|nome|voornaam|imię|förnamn|fornavn",
	toMiddle:  "middle name|additional name|middle|weitere vornamen|deuxième prénom|segundo nombre",
	toFamily:  "last name|lastname|family name|surname|last|nachname|nom|apellido|apellidos|cognome|sobrenome|achternaam|nazwisko|efternamn|etternavn",
	toPrefix:  "name prefix|honorific|prefix|anrede|civilité",
	toSuffix:  "name suffix|suffix",
	toFiledAs: "file as",
	"aka":     "nickname|alias|aka|spitzname|surnom|apodo",
	"company": "company|company name|organization|organisation|organization name|organization 1 - name|employer|firm|account name|firma|unternehmen|société|entreprise|empresa|azienda|società|bedrijf",
	"role":    "role|position|job title|jobtitle|job|organization title|organization 1 - title|funktion|berufsbezeichnung|fonction|titre|cargo|puesto|functie|qualifica",
	"email": "email|e-mail|mail|email address|e-mail address|emails|e-mails|primary email|work email|e-mail 2 address|e-mail 3 address|email 2 address|email 3 address|" +
		"email 1|email 2|email 3|e-mail-adresse|e-mail-adresse 2|e-mail-adresse 3|adresse de messagerie|adresse e-mail|courriel|correo electrónico|dirección de correo electrónico|indirizzo posta elettronica|e-mailadres",
	"phone": "phone|phones|phone number|telephone|tel|mobile|cell|mobile number|primary phone|home phone|home phone 2|mobile phone|business phone|business phone 2|other phone|car phone|" +
		"work phone|company main phone|radio phone|telefon|telefon geschäftlich|telefon privat|mobiltelefon|handy|téléphone|téléphone (bureau)|téléphone (domicile)|tél. mobile|teléfono|móvil|telefono|cellulare|telefoon|mobiel",
	"links":      "url|website|web page|personal web page|business homepage|web|homepage|link|links|linkedin|linkedin url|profile|profile url|webseite|site web|página web|sito web",
	"tags":       "tags|tag|categories|category|groups|kategorien|catégories|categorías|categorie",
	"fax":        "fax|business fax|home fax|other fax|fax number",
	toLabels:     "labels|group membership",
	"birthday":   "birthday|birth date|birthdate|date of birth|dob|geburtstag|anniversaire|date de naissance|cumpleaños|compleanno|verjaardag",
	toNotes:      "notes|note|comments|comment|remarks|notizen|anmerkungen|remarques|notas|annotazioni|notities",
	"since":      "connected on|known since|since",
	"department": "department|organization department|organization 1 - department|abteilung|service|departamento",
	"offers":     "offers",
	"needs":      "needs",
	"at":         "at|met at",
	"by":         "by|introduced by|referred by",
	toSource:     "source|uid",
	toPart: "home street|home street 2|home street 3|home city|home state|home postal code|home country|home country/region|home address po box|" +
		"business street|business street 2|business street 3|business city|business state|business postal code|business country|business country/region|business address po box|" +
		"other street|other street 2|other street 3|other city|other state|other postal code|other country|other country/region|other address po box|" +
		"address|street|city|state|zip|zip code|postal code|postcode|country",
	toNothing: "photo|phonetic first name|phonetic middle name|phonetic last name|yomi name|given name yomi|additional name yomi|family name yomi|given yomi|surname yomi|company yomi|" +
		"priority|private|sensitivity|gender|initials|e-mail type|e-mail 2 type|e-mail 3 type|e-mail display name|e-mail 2 display name|e-mail 3 display name|" +
		"organization 1 - type|organization 1 - yomi name|organization 1 - symbol|account|internet free busy|directory server|language|mileage|short name|maiden name|keywords",
})

// ofKind are the titles that mean something of their own in one kind of table.
var ofKind = map[Kind]map[string]target{
	Outlook: {"title": toPrefix, "location": "location", "anniversary": "anniversary"},
	CSV:     {"title": "role"},
	Redial: {
		"email": "email", "phone": "phone", "links": "links", "tags": "tags", "met": "met", "last": "last", "next": "next",
		"every": "every", "policy": "policy", "closed": "closed", "facts": "facts", "id": toNothing,
	},
}

func titles(all map[target]string) map[string]target {
	m := map[string]target{}
	for to, names := range all {
		for name := range strings.SplitSeq(names, "|") {
			m[name] = to
		}
	}
	return m
}

// numbered are the columns of Google, of which there are as many as somebody has values.
var numbered = regexp.MustCompile(`^(e-?mail|phone|website|address|im|custom field|relation|event) (\d+) - (value|formatted|label|type|street|city|po box|region|postal code|country|extended address)$`)

// ofNumbered tells what the value of a numbered column is.
var ofNumbered = map[string]target{
	"email": "email", "e-mail": "email", "phone": "phone", "website": "links", "address": toPart,
	"im": "im", "custom field": "custom", "relation": "relation", "event": "event",
}

// column is a column of a table, by its title.
type column struct {
	title string
	to    target
	group string // columns of one value and its label, or of one address, have the same
}

// normal gives a title as titles are compared.
func normal(title string) string {
	return strings.ToLower(strings.Trim(line(title), `"' `))
}

// columnOf says what a column is about; its target is empty where its title is not known.
func columnOf(kind Kind, title string) column {
	c := column{title: line(title)}
	name := normal(title)
	if m := numbered.FindStringSubmatch(name); m != nil {
		c.group = m[1] + m[2]
		if c.to = ofNumbered[m[1]]; m[3] == "label" || m[3] == "type" {
			c.to = toLabel
		}
		return c
	}
	to, ok := ofKind[kind][name]
	if !ok {
		to = known[name]
	}
	c.to = to
	switch {
	case to == toPart:
		c.group = "address" + addressOf(name)
	case to == "links" && strings.Contains(name, "linkedin"), kind == LinkedIn && to == "links":
		c.group = "linkedin"
	}
	return c
}

// addressOf parts the columns of several addresses in one row.
func addressOf(name string) string {
	for _, of := range []string{"home", "business", "other"} {
		if strings.HasPrefix(name, of+" ") {
			return of
		}
	}
	return ""
}
