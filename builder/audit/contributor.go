package audit

import "encoding/json"

// A Contributor is what the score of a contributor is made of.
type Contributor struct {
	Version int    `json:"version"`
	ID      string `json:"contributor"`
	AsOf    string `json:"as_of"` // day on which ages are measured
	Mode    string `json:"mode"`
	Rules   Rules  `json:"rules"`

	Answers   []Answer   `json:"answers"`
	Unvouched *Unvouched `json:"unvouched,omitempty"`
	Probation int64      `json:"probation,omitempty"` // what it adds; 0 or less
	Start     int64      `json:"start"`               // mu
	Sum       int64      `json:"sum"`                 // of all adds
	Total     int64      `json:"total"`               // R
	Score     int64      `json:"score"`               // tenths
	Judged    int64      `json:"judged"`              // G + B
	Judges    int        `json:"judges"`              // different people
	Rank      string     `json:"rank"`
	Topics    []Topic    `json:"topics,omitempty"`
}

// Rules are the constants in force that a score depends on.
type Rules struct {
	Kappa          Kappa            `json:"kappa"`
	Caution        int64            `json:"caution"`
	HalfLife       int              `json:"half_life_days"`
	UnvouchedShare int64            `json:"unvouched_share"`
	ProbationDays  int              `json:"probation_days"`
	Mass           map[string]int64 `json:"mass"` // by kind of evidence
	Rounding       string           `json:"rounding"`
}

// Kappa is the strength of each level.
type Kappa struct {
	Overall  int64 `json:"overall"`
	Category int64 `json:"category"`
	Tag      int64 `json:"tag"`
}

// Rounding is how all numbers are rounded, in words; see the package comment.
const Rounding = "divisions to the nearest integer, a half to the even one; parts of a total rounded down, the missing to those that lost most, then to the first"

// An Answer is one answer of a contributor.
type Answer struct {
	Answer string `json:"answer"` // address of its article below the root, or "#3"
	Outcome
	Unvouched *Outcome `json:"unvouched,omitempty"`
	Tags      int      `json:"tags,omitempty"`    // its evidence is shared out among so many
	CopyOf    string   `json:"copy_of,omitempty"` // what it repeats, so that nothing good counts: an address, or "#"
	Adds      int64    `json:"adds"`
	Events    []Event  `json:"events"`
}

// An Outcome is what evidence on an answer makes of it.
type Outcome struct {
	Date     string `json:"date,omitempty"` // of the newest evidence; empty = does not fade
	Positive int64  `json:"positive"`       // P
	Negative int64  `json:"negative"`       // N
	Good     int64  `json:"good"`           // g, not yet faded
	Bad      int64  `json:"bad"`            // b
	Decay    int64  `json:"decay"`
}

// An Event is how often something happened to an answer, by class of giver. Its
// mass is what remains of it within the limits of one person.
type Event struct {
	Kind         string `json:"kind"`
	N            int    `json:"n"`
	Mass         int64  `json:"mass"` // of judged evidence; negative for harm
	Staff        int    `json:"staff,omitempty"`
	Vouched      int    `json:"vouched,omitempty"`
	Others       int    `json:"others,omitempty"`
	Unidentified int    `json:"unidentified,omitempty"`
	Self         int    `json:"self,omitempty"`
}

// Unvouched is all unvouched evidence on a contributor, faded and scaled down.
type Unvouched struct {
	Good int64 `json:"good"`
	Bad  int64 `json:"bad"`
	Adds int64 `json:"adds"`
}

// A Topic is a published standing in a category or tag.
type Topic struct {
	Topic     string `json:"topic"`              // "category:NAME" or "tag:NAME"
	Category  []int  `json:"category,omitempty"` // answers, from 0, that lie in the category
	Tag       []int  `json:"tag,omitempty"`      // answers that have the tag
	Probation bool   `json:"probation,omitempty"`
	Total     int64  `json:"total"`
	Score     int64  `json:"score"` // tenths
}

// JSON returns the file people/SLUG/score.json.
func (c *Contributor) JSON() []byte { return append(marshal(c), '\n') }

// marshal encodes a document; numbers and strings cannot fail.
func marshal(document any) []byte {
	data, err := json.Marshal(document)
	if err != nil {
		panic(err)
	}
	return data
}

// Read reads a score.json.
func Read(data []byte) (c Contributor, err error) {
	err = read(data, &c, &c.Version)
	return c, err
}
