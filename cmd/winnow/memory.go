package main

import (
	"os"
	"runtime/debug"
)

// limitMemory chooses how much garbage a build may leave lying about. A small
// site collects seldom, since its garbage is small whatever it does. A large one
// collects as often as it must to stay below 140 MiB, 6.1 kB an article, and eight
// times the bytes of the evidence, which is about twice of what it holds. GOGC and
// GOMEMLIMIT of the environment win.
func limitMemory(articles int, evidence int64) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(140<<20 + int64(articles)*6100 + 8*evidence)
}
