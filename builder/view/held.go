package view

import "winnow/builder/site"

// HeldView is the list of articles that are held back, with reasons.
type HeldView struct {
	Rows   []HeldRow
	Pager  List // Items is empty
	States []site.StateCount
}

// A HeldRow is one article that is not public.
type HeldRow struct {
	Title  string // empty unless [site] held_list shows titles
	State  string
	Rules  []string // keys of the string table: "reason_" + rule
	Reason string   // the sentence of package ranking
}

func fillHeld(c *Context, v *View, p *site.Page) error {
	l := c.list(p, site.HeldURL, len(c.HeldRows), site.HeldRows)
	v.Held = &HeldView{Pager: *l, States: c.States}
	for _, e := range c.HeldRows[l.First-1 : min(l.First-1+site.HeldRows, len(c.HeldRows))] {
		v.Held.Rows = append(v.Held.Rows, heldRow(e, c.Options.HeldList))
	}
	return nil
}

func heldRow(e *site.Entry, withTitle bool) HeldRow {
	row := HeldRow{State: string(e.Verdict.State)}
	if withTitle {
		row.Title = e.Title
	}
	for i, r := range e.Verdict.Reasons {
		row.Rules = append(row.Rules, r.Rule)
		if i == 0 {
			row.Reason = r.Text
		}
	}
	return row
}
