// Package shown holds tests of the pages as people see them: whole sites, built on the disk, in real
// browsers, and held against the rules of accessibility, of HTML and of speed. It holds no code but the
// tests.
//
// # What they need
//
// Chromium and Firefox, and the tools that .ci/package.json names; `npm ci --prefix .ci` fetches those
// into .ci/node_modules. A test is left out, and named, where one is missing; with
// REDIAL_TEST_BROWSER=required and REDIAL_TEST_TOOLS=required that is a failure.
//
// # Which pages
//
// All of a site, or one of each kind: a page at the top, the index of a folder, and the largest of the
// pages in a folder are a kind each. The kinds are read from what was built, so that a new page can't be
// forgotten.
package shown
