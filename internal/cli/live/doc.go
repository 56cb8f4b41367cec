// Package live holds tests of a notebook that is kept current while people work in it: the whole
// program, with the editors and tools that people save notes with, and with what goes wrong on real
// machines. It holds no code but the tests.
//
// # Where they work
//
// Outside the folder for temporary files, where vim and emacs save as they do nowhere else: in the
// folder that REDIAL_TEST_DIR names, else in the user's folder for caches. Everything is removed again.
//
// # What they need
//
// A test is left out, and says so, where a tool or a right that it needs is missing. With
// REDIAL_TEST_TOOLS=required that is a failure.
//
// # How long they take
//
// Each bound is that of a machine with nothing else to do, times what -live.patience says; the figures
// that were measured are logged. -live.runs makes the random histories more, -live.seed repeats one, and
// -live.measure measures large notebooks.
package live
