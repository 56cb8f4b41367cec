package note

import "flag"

var update = flag.Bool("update", false, "write what is read into testdata/ as what should be read")
