package content

import (
	"slices"
	"strings"
	"unicode"

	"winnow/builder/diag"
)

// A field is one key of a front matter, a row of the table: whatever winnow knows of
// the key is here, and where the value goes.
type field struct {
	key     string
	shape   shape
	in      func(a *Article) any // a pointer to where the value goes
	meaning string               // as the package comment has it
	also    string               // the names that exports give it, the better first, separated by spaces

	holds     func(Kind) bool       // in which files; nil = in all. Elsewhere it is kept in Extra,
	elsewhere string                // or left out with this warning
	line      func(a *Article) *int // where the line of the key goes; nil = nowhere
	negative  func(a *Article) *int // where a foreign number below zero is counted; nil = nowhere
}

func inSections(k Kind) bool    { return k == KindSection }
func notInSections(k Kind) bool { return k != KindSection }

// fields returns the one table of keys, which Parse, Format, the package comment and the
// manual share, in the order in which Format writes. winnow's own keys win over
// those of others.
func fields() []field {
	return slices.Concat(pageFields(), answerFields(), reviewFields(), lifeFields())
}

// pageFields returns the keys of what the article is called and where it belongs.
func pageFields() []field {
	return []field{
		{key: "title", shape: lineShape, in: func(a *Article) any { return &a.Title }, line: func(a *Article) *int { return &a.TitleLine },
			meaning: "text. Absent: the first heading, else the file's name",
			also:    "subject headline topic_title question_title thread_title"},
		{key: "kind", shape: kindShape, in: func(a *Article) any { return &a.Kind },
			meaning: `"page": an ordinary page (manual, about), never ranked`},
		{key: "category", shape: categoryShape, in: func(a *Article) any { return &a.Category }, holds: notInSections, elsewhere: "a section describes its own folder: category is not used here",
			meaning: "path of folders. Absent: the file's folder",
			also:    "categories category_slug category_name section board board_name taxonomies.categories taxonomies.category"},
		{key: "summary", shape: lineShape, in: func(a *Article) any { return &a.Summary },
			meaning: "text, for lists and results",
			also:    "description excerpt teaser abstract meta_description seo_description search_snippet"},
		{key: "language", shape: languageShape, in: func(a *Article) any { return &a.Language },
			meaning: "BCP 47. Absent: the site's",
			also:    "lang locale"},
		{key: "tags", shape: tagsShape, in: func(a *Article) any { return &a.Tags },
			meaning: "list, or one text with commas or blanks",
			also:    "tag tag_list tag_names labels label_names keywords taxonomies.tags"},
		{key: "aliases", shape: aliasesShape, in: func(a *Article) any { return &a.Aliases },
			meaning: "list of old addresses below the site's root",
			also:    "alias redirect_from redirects old_urls"},
	}
}

// answerFields returns the keys of the answer: who, when, and what happened to it.
func answerFields() []field {
	return []field{
		{key: "author", shape: idShape, in: func(a *Article) any { return &a.Author },
			meaning: "contributor id. Absent: unknown, scored as a newcomer",
			also:    "username user author_username answered_by created_by creator poster posted_by owner authors login author_id user_id owner_user_id author_name display_name owner_display_name"},
		{key: "asked_by", shape: idShape, in: func(a *Article) any { return &a.AskedBy },
			meaning: "contributor id",
			also:    "asker asker_username question_author question_user topic_author op"},
		{key: "accepted_by", shape: idShape, in: func(a *Article) any { return &a.AcceptedBy },
			meaning: "contributor id",
			also:    "accepter_username accepter answer_chosen_by accepter_user_id accepter_name"},
		{key: "date", shape: dateShape, in: func(a *Article) any { return &a.Date }, line: func(a *Article) *int { return &a.DateLine },
			meaning: "date: when the answer was given",
			also:    "created created_at created_on creation_date created_date date_created create_time date_inserted posted posted_at posted_on post_date post_time published published_at published_on date_published pubdate pub_date answered_at timestamp timestamp_iso datetime"},
		{key: "accepted_at", shape: dateShape, in: func(a *Article) any { return &a.AcceptedAt },
			meaning: "date",
			also:    "accepted_on accepted_date answer_chosen_at answer_accepted_at solved_at"},
		{key: "updated", shape: dateShape, in: func(a *Article) any { return &a.Updated },
			meaning: "date",
			also:    "updated_at updated_on last_updated lastmod last_modified last_modified_at modified modified_at date_modified date_updated edited_at last_edited_at last_edit_date last_edit_time edit_time update_time"},
		{key: "answer", shape: answerShape, in: func(a *Article) any { return &a.Answer },
			meaning: "id of the answer in the evidence. Absent: the path without .md",
			also:    "answer_id accepted_answer_id solution_id solved_pid"},
		{key: "thread", shape: idShape, in: func(a *Article) any { return &a.Thread },
			meaning: "id of the discussion: all articles of one thread share the page of the accepted one"},
		{key: "source", shape: addressShape, in: func(a *Article) any { return &a.Source },
			meaning: "http or https address of the original",
			also:    "source_url topic_url question_url thread_url post_url original_url url link permalink canonical_url canonical html_url web_url view_href href external_url"},
		{key: "license", shape: lineShape, in: func(a *Article) any { return &a.License },
			meaning: "text",
			also:    "licence content_license content_licence rights"},
		{key: "kudos", shape: countShape, in: func(a *Article) any { return &a.Kudos }, negative: func(a *Article) *int { return &a.Downvotes },
			meaning: "count, used where the evidence has no rows for the answer",
			also:    "votes likes upvotes like_count likes_count upvote_count up_votes kudos_count thumbs_up vote_sum vote_score vote_count votes_count score points"},
		{key: "downvotes", shape: countShape, in: func(a *Article) any { return &a.Downvotes },
			meaning: "count, likewise",
			also:    "dislikes downvote_count down_votes dislike_count thumbs_down"},
		{key: "confirmed", shape: countShape, in: func(a *Article) any { return &a.Confirmed },
			meaning: `count: "worked for me"`,
			also:    "confirmations confirmed_count works_for_me worked_for_me"},
		{key: "failed", shape: countShape, in: func(a *Article) any { return &a.Failed },
			meaning: `count: "did not work"`,
			also:    "failed_count did_not_work"},
	}
}

// reviewFields returns the keys of what reviewers decide about the article.
func reviewFields() []field {
	line := func(a *Article) *int { return &a.ReviewLine }
	return []field{
		{key: "verified_by", shape: idShape, in: func(a *Article) any { return &a.VerifiedBy }, line: line,
			meaning: "contributor id: a named reviewer found it right",
			also:    "verifier"},
		{key: "rejected_by", shape: idShape, in: func(a *Article) any { return &a.RejectedBy }, line: line,
			meaning: "contributor id: a named reviewer found it wrong"},
		{key: "released_by", shape: idShape, in: func(a *Article) any { return &a.ReleasedBy }, line: line,
			meaning: "contributor id: a named reviewer publishes it although a rule holds it back"},
		{key: "reason", shape: lineShape, in: func(a *Article) any { return &a.Reason },
			meaning: "text: the reviewer's"},
		{key: "held", shape: lineShape, in: func(a *Article) any { return &a.Held }, line: line,
			meaning: "text: why it is held back for now; says nothing against it"},
		{key: "held_by", shape: idShape, in: func(a *Article) any { return &a.HeldBy }, line: line,
			meaning: "contributor id: the named reviewer who holds it back"},
	}
}

// lifeFields returns the keys of the article's life cycle and place.
func lifeFields() []field {
	return []field{
		{key: "applies_to", shape: wordsShape, in: func(a *Article) any { return &a.AppliesTo },
			meaning: "list of versions or products, or one text with commas",
			also:    "affected_versions product_versions"},
		{key: "reviewed_at", shape: dateShape, in: func(a *Article) any { return &a.ReviewedAt },
			meaning: "date",
			also:    "reviewed_on last_reviewed last_reviewed_at last_review review_date"},
		{key: "review_every", shape: daysShape, in: func(a *Article) any { return &a.ReviewEvery },
			meaning: `days, or "6 months"; also weeks and years`,
			also:    "review_interval review_cycle"},
		{key: "superseded_by", shape: targetShape, in: func(a *Article) any { return &a.SupersededBy }, line: func(a *Article) *int { return &a.SupersededLine },
			meaning: "path of an article, or an address",
			also:    "replaced_by duplicate_of"},
		{key: "outdated", shape: flagShape, in: func(a *Article) any { return &a.Outdated },
			meaning: "true or false",
			also:    "obsolete deprecated"},
		{key: "draft", shape: flagShape, in: func(a *Article) any { return &a.Draft },
			meaning: "true or false",
			also:    "is_draft"},
		{key: "publish_at", shape: dateShape, in: func(a *Article) any { return &a.PublishAt },
			meaning: "date",
			also:    "publish_date publish_on scheduled_at scheduled_for"},
		{key: "expires_at", shape: dateShape, in: func(a *Article) any { return &a.ExpiresAt },
			meaning: "date",
			also:    "expires expires_on expiry_date expiry expire_date unpublish_date valid_until"},
		{key: "icon", shape: iconShape, in: func(a *Article) any { return &a.Icon }, holds: inSections,
			meaning: "the drawing of a category, one of [Icons]; in an _index.md"},
		{key: "weight", shape: numberShape, in: func(a *Article) any { return &a.Weight },
			meaning: "whole number: order of pages within their folder",
			also:    "order nav_order menu_order sidebar_position position"},
	}
}

// keys is the table as Parse and Format use it.
type keys struct {
	fields    []field
	spellings map[string]spelling
}

// A spelling is a field that a key can mean; rank 0 is winnow's own key.
type spelling struct{ field, rank int }

func newKeys(fields []field) *keys {
	k := &keys{fields, map[string]spelling{}}
	for i, f := range fields {
		k.spellings[f.key] = spelling{i, 0}
		for rank, other := range strings.Fields(f.also) {
			k.spellings[other] = spelling{i, rank + 2}
		}
	}
	return k
}

var knownKeys = newKeys(fields())

const maxFields = 48 // more than there are fields

// ordinary are keys of real exports that look like slips of the pen, and are
// none.
var ordinary = map[string]bool{
	"answers": true, "asked_at": true, "asked_on": true, "dates": true, "drafts": true, "height": true,
	"heed": true, "held_at": true, "held_on": true, "help": true, "hold": true,
	"icons": true, "languages": true, "rate": true, "rejected_at": true, "released_at": true, "released_on": true,
	"reviewed_by": true, "season": true,
	"sources": true, "threads": true, "titles": true, "updates": true, "verified_at": true, "verified_on": true, "weights": true,
}

// lookup returns the field that a key means. Written in another case or style
// (Title, createdAt, Last-Modified) a key is a foreign spelling.
func (k *keys) lookup(key string) (spelling, bool) {
	s, ok := k.spellings[key]
	if !ok {
		if folded := snake(key); folded != key {
			s, ok = k.spellings[folded]
			s.rank++
		}
	}
	return s, ok
}

// snake returns a key in lower case with "_" between its words: answerChosenAt,
// Answer-Chosen-At and "answer chosen at" are answer_chosen_at.
func snake(key string) string {
	if strings.IndexFunc(key, func(r rune) bool { return r == '-' || r == ' ' || unicode.IsUpper(r) }) < 0 {
		return key
	}
	var b strings.Builder
	last := '_'
	for _, r := range key {
		switch {
		case r == '-' || r == ' ':
			r = '_'
		case unicode.IsUpper(r) && (unicode.IsLower(last) || unicode.IsDigit(last)):
			b.WriteByte('_')
		}
		last = r
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// slip returns winnow's own key that an unknown key was probably meant to be,
// or "".
func (k *keys) slip(key string) string {
	key = snake(key)
	if ordinary[key] {
		return ""
	}
	return diag.Near(key, func(yield func(string) bool) {
		for i := range k.fields {
			if !yield(k.fields[i].key) {
				return
			}
		}
	})
}
