// Package internal is the house of Redial: the rooms and who may import whom.
package internal
