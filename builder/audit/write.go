package audit

import (
	"encoding/json"
	"strconv"
)

// JSON is the file people/SLUG/score.json. It has the bytes that encoding/json
// would make, which takes four times as long: a large site writes very many.
func (c *Contributor) JSON() []byte {
	w := writer{make([]byte, 0, 1024+400*len(c.Answers))}
	w.open("", '{')
	w.number("version", int64(c.Version))
	w.text("contributor", c.ID)
	w.text("as_of", c.AsOf)
	w.text("mode", c.Mode)
	w.value("rules", c.Rules)
	w.open("answers", '[')
	for i := range c.Answers {
		c.Answers[i].write(&w)
	}
	w.close(']')
	if u := c.Unvouched; u != nil {
		w.value("unvouched", u)
	}
	w.optional("probation", c.Probation)
	w.number("start", c.Start)
	w.number("sum", c.Sum)
	w.number("total", c.Total)
	w.number("score", c.Score)
	w.number("judged", c.Judged)
	w.number("judges", int64(c.Judges))
	w.text("rank", c.Rank)
	if len(c.Topics) > 0 {
		w.value("topics", c.Topics)
	}
	w.close('}')
	return append(w.out[:len(w.out)-1], '\n')
}

func (a *Answer) write(w *writer) {
	w.open("", '{')
	w.text("answer", a.Answer)
	a.Outcome.write(w)
	if a.Unvouched != nil {
		w.open("unvouched", '{')
		a.Unvouched.write(w)
		w.close('}')
	}
	w.optional("tags", int64(a.Tags))
	if a.CopyOf != "" {
		w.text("copy_of", a.CopyOf)
	}
	w.number("adds", a.Adds)
	w.open("events", '[')
	for i := range a.Events {
		a.Events[i].write(w)
	}
	w.close(']')
	w.close('}')
}

func (o *Outcome) write(w *writer) {
	if o.Date != "" {
		w.text("date", o.Date)
	}
	w.number("positive", o.Positive)
	w.number("negative", o.Negative)
	w.number("good", o.Good)
	w.number("bad", o.Bad)
	w.number("decay", o.Decay)
}

func (e *Event) write(w *writer) {
	w.open("", '{')
	w.text("kind", e.Kind)
	w.number("n", int64(e.N))
	w.number("mass", e.Mass)
	w.optional("staff", int64(e.Staff))
	w.optional("vouched", int64(e.Vouched))
	w.optional("others", int64(e.Others))
	w.optional("unidentified", int64(e.Unidentified))
	w.optional("self", int64(e.Self))
	w.close('}')
}

// A writer appends JSON. Every value is followed by a comma, which close takes
// back.
type writer struct{ out []byte }

func (w *writer) key(name string) {
	if name != "" {
		w.out = append(append(append(w.out, '"'), name...), '"', ':')
	}
}

func (w *writer) open(name string, bracket byte) {
	w.key(name)
	w.out = append(w.out, bracket)
}

func (w *writer) close(bracket byte) {
	if last := len(w.out) - 1; w.out[last] == ',' {
		w.out = w.out[:last]
	}
	w.out = append(w.out, bracket, ',')
}

func (w *writer) number(name string, n int64) {
	w.key(name)
	w.out = append(strconv.AppendInt(w.out, n, 10), ',')
}

// optional leaves out what is zero.
func (w *writer) optional(name string, n int64) {
	if n != 0 {
		w.number(name, n)
	}
}

func (w *writer) text(name, s string) {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			w.value(name, s)
			return
		}
	}
	w.key(name)
	w.out = append(append(append(w.out, '"'), s...), '"', ',')
}

func (w *writer) value(name string, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // numbers and strings cannot fail
	}
	w.key(name)
	w.out = append(append(w.out, data...), ',')
}
