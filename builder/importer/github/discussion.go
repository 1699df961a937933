package github

import (
	"encoding/json"
	"time"
)

// A discussion as the API or a flattened export has it.
type discussion struct {
	comment
	Number   int           `json:"number"`
	Title    string        `json:"title"`
	Category *named        `json:"category"`
	Labels   list[named]   `json:"labels"`
	Answer   *comment      `json:"answer"`
	Comments list[comment] `json:"comments"`
	ChosenAt time.Time     `json:"answerChosenAt"`
	ChosenBy *actor        `json:"answerChosenBy"`
}

// A comment is an answer, or a reply to one.
type comment struct {
	ID        any           `json:"id"`
	URL       string        `json:"url"`
	Author    *actor        `json:"author"`
	Body      string        `json:"body"`
	HTML      string        `json:"bodyHTML"`
	Created   time.Time     `json:"createdAt"`
	Edited    *time.Time    `json:"lastEditedAt"`
	IsAnswer  bool          `json:"isAnswer"`
	Minimized bool          `json:"isMinimized"`
	Deleted   *string       `json:"deletedAt"`
	Upvotes   int           `json:"upvoteCount"`
	Votes     int           `json:"upvotes"` // the same, flattened
	Reactions []reaction    `json:"reactionGroups"`
	Replies   list[comment] `json:"replies"`
	Chosen    *time.Time    `json:"chosenAt"` // of a flattened answer
	Chooser   *actor        `json:"chosenBy"`

	key string // as the evidence names it
}

type named struct {
	Name string `json:"name"`
}

type reaction struct {
	Content  string `json:"content"`
	Reactors struct {
		N int `json:"totalCount"`
	} `json:"reactors"`
	Users struct {
		N int `json:"totalCount"`
	} `json:"users"`
}

// An actor is an account: an object, or its name alone.
type actor struct {
	Type  string `json:"__typename"`
	Login string `json:"login"`
	Name  string `json:"name"` // the login, flattened
	URL   string `json:"url"`
}

// UnmarshalJSON reads either form.
func (a *actor) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &a.Login)
	}
	type plain actor
	if err := json.Unmarshal(data, (*plain)(a)); err != nil {
		return err
	}
	if a.Login == "" {
		a.Login = a.Name
	}
	return nil
}

// A list is an array, or a page of a connection.
type list[T any] struct {
	Nodes []T
	Total int
}

// UnmarshalJSON reads either form.
func (l *list[T]) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '[' {
		err := json.Unmarshal(data, &l.Nodes)
		l.Total = len(l.Nodes)
		return err
	}
	var page struct {
		Total int `json:"totalCount"`
		Nodes []T `json:"nodes"`
		Edges []struct {
			Node T `json:"node"`
		} `json:"edges"`
	}
	err := json.Unmarshal(data, &page)
	l.Nodes = page.Nodes
	for _, e := range page.Edges {
		l.Nodes = append(l.Nodes, e.Node)
	}
	l.Total = max(page.Total, len(l.Nodes))
	return err
}

// wrappers are the fields in which answers of the API hold discussions.
var wrappers = []string{"data", "repository", "organization", "node", "search", "discussions", "discussion", "nodes", "edges"}

// discussions calls f with each discussion in a value, however it is wrapped, until f
// returns false; it returns messages of the API in the place of an answer.
func discussions(value json.RawMessage, f func(*discussion) bool) (more bool, failed []string, err error) {
	var several []json.RawMessage
	if json.Unmarshal(value, &several) == nil {
		for _, v := range several {
			more, messages, err := discussions(v, f)
			if failed = append(failed, messages...); !more || err != nil {
				return more, failed, err
			}
		}
		return true, failed, nil
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(value, &fields) != nil {
		return true, nil, nil
	}
	if _, titled := fields["title"]; titled && (fields["comments"] != nil || fields["answer"] != nil) {
		d := new(discussion)
		if err := json.Unmarshal(value, d); err != nil {
			return false, nil, err
		}
		return f(d), nil, nil
	}
	var errors []struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(fields["errors"], &errors) == nil {
		for _, e := range errors {
			failed = append(failed, e.Message)
		}
	}
	for _, name := range wrappers {
		if inner := fields[name]; inner != nil {
			more, messages, err := discussions(inner, f)
			if failed = append(failed, messages...); !more || err != nil {
				return more, failed, err
			}
		}
	}
	return true, failed, nil
}
