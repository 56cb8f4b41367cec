package notebook

import "redial/internal/diag"

// about makes a problem of a file as a whole. The message begins behind the file's name.
func about(file string, severity diag.Severity, code, message, help string) diag.Problem {
	return diag.Problem{File: file, Severity: severity, Code: code, Message: "`" + file + "` " + message, Help: help}
}

func unreadable(file, message, help string) diag.Problem {
	return about(file, diag.Error, "unreadable", message, help)
}

func tooLarge(file, message, help string) diag.Problem {
	return about(file, diag.Error, "too-large", message, help)
}

func notText(file string) diag.Problem {
	return about(file, diag.Error, "not-utf8", "has a name that is no UTF-8", "rename the file")
}

func conflictCopy(file string) diag.Problem {
	return about(file, diag.Warning, "conflict-copy", "is a copy that a sync or merge tool left, and makes no contact",
		"take over what the note lacks, then delete the copy")
}

func notRead(file, as string, taken bool) diag.Problem {
	help := "rename it to `" + as + "`"
	if taken {
		help = "take over what `" + as + "` lacks, then delete it"
	}
	return about(file, diag.Warning, "not-read", "is not read: the name of a note ends in .md", help)
}

func outsideLink(file string) diag.Problem {
	return about(file, diag.Error, "outside-link", "is a link that leads out of the notebook",
		"move what it leads to into the notebook, or write `follow_links: true` in redial.yaml")
}

func secondWay(file, first string) diag.Problem {
	return about(file, diag.Warning, "twin", "is a link to `"+first+"`, which is read already", "delete the link")
}

func secondSettings(file string) diag.Problem {
	return about(file, diag.Warning, "twin", "is not read: the notebook's folder has a redial.yaml too", "delete one of them")
}
