//go:build !race

package query

import (
	"slices"
	"testing"

	"winnow/builder/search"
)

func benchPost(b *testing.B) search.Fields {
	f := postFields(post{Title: "Wi-Fi drops after the update to v2.3.1", Tags: []string{"wifi", "firmware"}, Body: "## Question\n\n" +
		"Since I've updated the firmware of my router, the connection drops every few minutes. The log says error 0x80070005. " +
		"What can I do about it, other than going back? I tried a factory reset, another channel and the other antenna.\n\n" +
		"## Solution\n\n" +
		"The new firmware enables power saving on the radio, which some older laptops don't understand: they go to sleep and " +
		"aren't woken up again. Open the settings of the router, choose Wireless, then Advanced, and set Power saving to off. " +
		"If you manage several access points, put `power_save = off` into /etc/router/radio.conf on each of them and restart the " +
		"service with `systemctl restart radio`. Afterwards the connection should stay up for days; mine has been stable for a " +
		"month now. In case it still drops, look for a neighbour on the same channel: the analyzer in the diagnostics page shows " +
		"who is loud. Channels 36 to 48 are usually quiet, whereas 52 and above are shared with radar, so that the router has to " +
		"leave them whenever it hears one. A wider channel isn't better either; 40 MHz is a good compromise in a house with many " +
		"networks. Finally, check that the laptop's driver is recent: versions before 22.40 forget the key after a roaming event " +
		"and need to be associated again by hand, which looks exactly like a drop but leaves another message in the log."}, 1)
	b.SetBytes(int64(len(f.Title) + len(f.Question) + len(f.Answer)))
	return f
}

func BenchmarkAnalyze(b *testing.B) {
	f := benchPost(b)
	b.ReportAllocs()
	for b.Loop() {
		search.Analyze("en", f)
	}
}

func BenchmarkBuild10000(b *testing.B) {
	docs := readPosts(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := search.Build(slices.Values(docs), "en", search.DefaultOptions()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(docs)), "µs/article")
}

// BenchmarkSearch opens every file anew, as the command line does.
func BenchmarkSearch(b *testing.B) {
	x := openBuilt(b, readPosts(b, 10_000))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Search("connection drops after firmware update", 10); err != nil {
			b.Fatal(err)
		}
	}
}
