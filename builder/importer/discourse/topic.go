package discourse

import (
	"encoding/json"
	"time"
)

// A topic is a file of a topic, or of more posts of one.
type topic struct {
	ID         int    `json:"id"`
	Title      string `json:"title"`
	Slug       string `json:"slug"`
	Category   int    `json:"category_id"`
	Tags       tags   `json:"tags"`
	Archetype  string `json:"archetype"`
	Owner      int    `json:"user_id"`
	PostStream struct {
		Posts []post `json:"posts"`
	} `json:"post_stream"`
	Answers []accepted `json:"accepted_answers"`
	Answer  *accepted  `json:"accepted_answer"`
}

// tags are names, or objects with a name since 2025.
type tags []string

// UnmarshalJSON reads either form.
func (t *tags) UnmarshalJSON(data []byte) error {
	var list []any
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	*t = nil
	for _, x := range list {
		if o, ok := x.(map[string]any); ok {
			x = o["name"]
		}
		if name, ok := x.(string); ok {
			*t = append(*t, name)
		}
	}
	return nil
}

type accepted struct {
	Number   int    `json:"post_number"`
	Accepter string `json:"accepter_username"`
}

type post struct {
	ID          int       `json:"id"`
	Number      int       `json:"post_number"`
	Type        int       `json:"post_type"`
	User        int       `json:"user_id"`
	Username    string    `json:"username"`
	Avatar      string    `json:"avatar_template"`
	Created     time.Time `json:"created_at"`
	Updated     time.Time `json:"updated_at"`
	Version     int       `json:"version"`
	Cooked      string    `json:"cooked"`
	Hidden      bool      `json:"hidden"`
	Deleted     *string   `json:"deleted_at"`
	UserDeleted bool      `json:"user_deleted"`
	Accepted    bool      `json:"accepted_answer"`
	Actions     []struct {
		ID    int `json:"id"`
		Count int `json:"count"`
	} `json:"actions_summary"`
}

// Kinds of posts and actions.
const (
	regular = 1
	liked   = 2
)

// system is the user under whose name a forum shows posts of deleted accounts.
const system = -1

// counts reports whether a post is a part of the conversation.
func (p *post) counts() bool {
	return p.Type == regular && !p.Hidden && p.Deleted == nil && !p.UserDeleted
}

func (p *post) likes() int {
	for _, a := range p.Actions {
		if a.ID == liked {
			return a.Count
		}
	}
	return 0
}

// solution returns the accepted answer and who accepted it, nil for none.
func (t *topic) solution() (answer *post, accepter string) {
	candidates := t.Answers
	if t.Answer != nil {
		candidates = append(candidates, *t.Answer)
	}
	for _, a := range candidates {
		for i := range t.PostStream.Posts {
			if p := &t.PostStream.Posts[i]; p.Number == a.Number && p.Number > 1 && p.counts() {
				return p, a.Accepter
			}
		}
	}
	if len(candidates) > 0 {
		return nil, ""
	}
	for i := range t.PostStream.Posts {
		if p := &t.PostStream.Posts[i]; p.Accepted && p.Number > 1 && p.counts() {
			return p, ""
		}
	}
	return nil, ""
}
