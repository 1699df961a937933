package lists

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

func TestExplore(t *testing.T) {
	if os.Getenv("EXPLORE") == "" {
		t.Skip()
	}
	m := func(x float64) reputation.Micro { return reputation.Micro(math.Round(x * 1e6)) }
	type variant struct {
		name string
		f    func(*constants)
	}
	list := []variant{
		{"defaults", func(*constants) {}},
		{"start 1", func(c *constants) { c.rules.NewcomerStart = m(1) }},
		{"start .9", func(c *constants) { c.rules.NewcomerStart = m(.9) }},
		{"self 0", func(c *constants) { c.policy.Mass.SelfAccepted = 0 }},
		{"self .4", func(c *constants) { c.policy.Mass.SelfAccepted = m(.4) }},
		{"A .4 self .4", func(c *constants) { c.policy.Mass.SelfAccepted = m(.4); c.policy.Mass.Accepted = m(.4) }},
		{"A 2 self 2", func(c *constants) { c.policy.Mass.SelfAccepted = m(2); c.policy.Mass.Accepted = m(2) }},
		{"latest", func(c *constants) { c.rules.AsOf = "latest-event" }},
		{"rho .25", func(c *constants) { c.policy.AuthorWeight = m(.25) }},
		{"rho 0", func(c *constants) { c.policy.AuthorWeight = m(0) }},
		{"c 5", func(c *constants) { c.policy.Caution = m(5) }},
		{"hl 730", func(c *constants) { c.policy.HalfLife = map[string]int{"default": 730} }},
		{"hl 365", func(c *constants) { c.policy.HalfLife = map[string]int{"default": 365} }},
		{"hl 0", func(c *constants) { c.policy.HalfLife = map[string]int{"default": 0} }},
		{"self .4 start 1 rho .25", func(c *constants) { c.policy.Mass.SelfAccepted = m(.4); c.rules.NewcomerStart = m(1); c.policy.AuthorWeight = m(.25) }},
	}
	for _, name := range strings.Split(os.Getenv("EXPLORE"), ",") {
		s, err := dump.Open("/work/shared/data", name)
		if err != nil {
			t.Fatal(err)
		}
		for _, share := range []float64{1, 0.2, 0.1} {
			ps := pasts(s, share)
			var raw []*measured
			for _, p := range ps {
				k := ranked{"", make([]float64, len(p.items))}
				for i := range p.items {
					k.keys[i] = p.items[i].net()
				}
				raw = append(raw, p.measured(k))
			}
			base := mean(raw, nil)
			self := 0
			for i := range ps[0].items {
				if ps[0].items[i].Author == ps[0].items[i].AskedBy {
					self++
				}
			}
			fmt.Printf("%s %v raw %.3f self-accepted %d of %d\n", name, share, base, self, len(ps[0].items))
			for _, v := range list {
				c := defaults()
				v.f(&c)
				var on []*measured
				for _, p := range ps {
					k := ranked{"", p.places(c)}
					for i := range k.keys {
						k.keys[i] *= -1
					}
					on = append(on, p.measured(k))
				}
				x := mean(on, nil)
				fmt.Printf("  %-24s", v.name)
				for k := range x {
					fmt.Printf(" %+6.1f", 100*(x[k]-base[k]))
				}
				fmt.Println()
			}
		}
	}
}
