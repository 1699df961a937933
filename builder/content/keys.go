package content

import (
	"strings"
	"unicode"

	"winnow/builder/diag"
)

// A field is one key of a front matter: its name, what its value looks like,
// where it goes, and the names that exports give it, the better first.
type field struct {
	key   string
	shape shape
	of    func(a *Article) any // a pointer to where the value goes
	also  string               // separated by spaces, as foreign writes them
}

// fields is the table that Parse, Format and the package comment share, in the
// order in which Format writes. Own keys win over the others.
var fields = []field{
	{"title", lineShape, func(a *Article) any { return &a.Title }, "subject headline topic_title question_title thread_title"},
	{"kind", kindShape, func(a *Article) any { return &a.Kind }, ""},
	{"category", categoryShape, func(a *Article) any { return &a.Category }, "categories category_slug category_name section board board_name taxonomies.categories taxonomies.category"},
	{"summary", lineShape, func(a *Article) any { return &a.Summary }, "description excerpt teaser abstract meta_description seo_description search_snippet"},
	{"language", languageShape, func(a *Article) any { return &a.Language }, "lang locale"},
	{"tags", tagsShape, func(a *Article) any { return &a.Tags }, "tag tag_list tag_names labels label_names keywords taxonomies.tags"},
	{"aliases", aliasesShape, func(a *Article) any { return &a.Aliases }, "alias redirect_from redirects old_urls"},
	{"author", idShape, func(a *Article) any { return &a.Author }, "username user author_username answered_by created_by creator poster posted_by owner authors login author_id user_id owner_user_id author_name display_name owner_display_name"},
	{"asked_by", idShape, func(a *Article) any { return &a.AskedBy }, "asker asker_username question_author question_user topic_author op"},
	{"accepted_by", idShape, func(a *Article) any { return &a.AcceptedBy }, "accepter_username accepter answer_chosen_by accepter_user_id accepter_name"},
	{"date", dateShape, func(a *Article) any { return &a.Date }, "created created_at created_on creation_date created_date date_created create_time date_inserted posted posted_at posted_on post_date post_time published published_at published_on date_published pubdate pub_date answered_at timestamp timestamp_iso datetime"},
	{"accepted_at", dateShape, func(a *Article) any { return &a.AcceptedAt }, "accepted_on accepted_date answer_chosen_at answer_accepted_at solved_at"},
	{"updated", dateShape, func(a *Article) any { return &a.Updated }, "updated_at updated_on last_updated lastmod last_modified last_modified_at modified modified_at date_modified date_updated edited_at last_edited_at last_edit_date last_edit_time edit_time update_time"},
	{"answer", answerShape, func(a *Article) any { return &a.Answer }, "answer_id accepted_answer_id solution_id solved_pid"},
	{"source", addressShape, func(a *Article) any { return &a.Source }, "source_url topic_url question_url thread_url post_url original_url url link permalink canonical_url canonical html_url web_url view_href href external_url"},
	{"license", lineShape, func(a *Article) any { return &a.License }, "licence content_license content_licence rights"},
	{"kudos", countShape, func(a *Article) any { return &a.Kudos }, "votes likes upvotes like_count likes_count upvote_count up_votes kudos_count thumbs_up vote_sum vote_score vote_count votes_count score points"},
	{"downvotes", countShape, func(a *Article) any { return &a.Downvotes }, "dislikes downvote_count down_votes dislike_count thumbs_down"},
	{"confirmed", countShape, func(a *Article) any { return &a.Confirmed }, "confirmations confirmed_count works_for_me worked_for_me"},
	{"failed", countShape, func(a *Article) any { return &a.Failed }, "failed_count did_not_work"},
	{"verified_by", idShape, func(a *Article) any { return &a.VerifiedBy }, "verifier"},
	{"rejected_by", idShape, func(a *Article) any { return &a.RejectedBy }, ""},
	{"reason", lineShape, func(a *Article) any { return &a.Reason }, ""},
	{"applies_to", wordsShape, func(a *Article) any { return &a.AppliesTo }, "affected_versions product_versions"},
	{"reviewed_at", dateShape, func(a *Article) any { return &a.ReviewedAt }, "reviewed_on last_reviewed last_reviewed_at last_review review_date"},
	{"review_every", daysShape, func(a *Article) any { return &a.ReviewEvery }, "review_interval review_cycle"},
	{"superseded_by", targetShape, func(a *Article) any { return &a.SupersededBy }, "replaced_by duplicate_of"},
	{"outdated", flagShape, func(a *Article) any { return &a.Outdated }, "obsolete deprecated"},
	{"draft", flagShape, func(a *Article) any { return &a.Draft }, "is_draft"},
	{"publish_at", dateShape, func(a *Article) any { return &a.PublishAt }, "publish_date publish_on scheduled_at scheduled_for"},
	{"expires_at", dateShape, func(a *Article) any { return &a.ExpiresAt }, "expires expires_on expiry_date expiry expire_date unpublish_date valid_until"},
	{"icon", iconShape, func(a *Article) any { return &a.Icon }, ""},
	{"weight", numberShape, func(a *Article) any { return &a.Weight }, "order nav_order menu_order sidebar_position position"},
}

const maxFields = 40 // more than len(fields)

// ordinary are keys of real exports that look like slips of the pen, and are
// none.
var ordinary = map[string]bool{
	"answers": true, "asked_at": true, "asked_on": true, "dates": true, "drafts": true, "height": true,
	"icons":     true,
	"languages": true, "rate": true, "rejected_at": true, "reviewed_by": true, "season": true,
	"sources": true, "titles": true, "updates": true, "verified_at": true, "verified_on": true, "weights": true,
}

// A spelling tells which field a key means; rank 0 is winnow's own key.
type spelling struct{ field, rank int }

var spellings = spellingTable()

func spellingTable() map[string]spelling {
	table := map[string]spelling{}
	for i, f := range fields {
		table[f.key] = spelling{i, 0}
		for rank, other := range strings.Fields(f.also) {
			table[other] = spelling{i, rank + 2}
		}
	}
	return table
}

// lookup finds the field that a key means. Written in another case or style
// (Title, createdAt, Last-Modified) a key is a foreign spelling.
func lookup(key string) (spelling, bool) {
	s, ok := spellings[key]
	if !ok {
		if folded := snake(key); folded != key {
			s, ok = spellings[folded]
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
func slip(key string) string {
	key = snake(key)
	if ordinary[key] {
		return ""
	}
	return diag.Near(key, func(yield func(string) bool) {
		for i := range fields {
			if !yield(fields[i].key) {
				return
			}
		}
	})
}
