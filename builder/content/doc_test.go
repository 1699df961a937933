package content

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The package comment is the specification: its table of keys is the table in
// force.
func TestDocTable(t *testing.T) {
	src, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile(`(?m)^//\t(\w+) +(.+)\n((?://\t {10,}.+\n)*)`)
	type entry struct{ meaning, also string }
	documented := map[string]entry{}
	for _, m := range row.FindAllStringSubmatch(string(src), -1) {
		names := strings.NewReplacer("//", "", "←", "").Replace(m[3])
		if _, again := documented[m[1]]; again {
			continue // an example further down
		}
		documented[m[1]] = entry{m[2], strings.Join(strings.Fields(names), " ")}
	}
	for _, f := range fields() {
		if want := (entry{f.meaning, f.also}); documented[f.key] != want {
			t.Errorf("%s is documented as\n%q, but is\n%q", f.key, documented[f.key], want)
		}
	}
}

// The manual has every key, and its other spellings as the table has them.
func TestManualTable(t *testing.T) {
	manual, err := os.ReadFile("../../content/manual/articles.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fields() {
		if !strings.Contains(string(manual), "`"+f.key+"`") {
			t.Errorf("the manual says nothing of %s", f.key)
		}
		if row := "| `" + f.key + "` | `" + strings.Join(strings.Fields(f.also), "`, `") + "` |\n"; f.also != "" && !strings.Contains(string(manual), row) {
			t.Errorf("the manual lacks\n%s", row)
		}
	}
}

// A made-up row is all that it takes for another key to be read, written and
// suggested.
func TestAnotherKey(t *testing.T) {
	values := map[*Article]*string{}
	in := func(a *Article) any {
		if values[a] == nil {
			values[a] = new(string)
		}
		return values[a]
	}
	k := newKeys(append(fields(), field{key: "moderator", shape: idShape, in: in,
		meaning: "contributor id: who looks after the article", also: "caretaker maintained_by"}))
	a, l := parse(k, "a.md", []byte("---\nmaintainedBy: {id: jane}\n---\nText.\n"), DefaultOptions())
	if l != nil || *values[a] != "jane" {
		t.Fatalf("read as %v, %v", a, l)
	}
	if file := string(format(k, a)); !strings.Contains(file, "moderator: jane") {
		t.Errorf("written as\n%s", file)
	}
	if _, l := parse(k, "a.md", []byte("---\nmodertor: jane\n---\nText.\n"), DefaultOptions()); len(l) != 1 || !strings.Contains(l[0].Hint, "did you mean moderator?") {
		t.Errorf("a slip: %v", l)
	}
}

func TestFieldTable(t *testing.T) {
	if len(fields()) > maxFields {
		t.Errorf("%d fields, room for %d", len(fields()), maxFields)
	}
	seen := map[string]string{}
	for _, f := range fields() {
		for _, name := range append(strings.Fields(f.also), f.key) {
			if seen[name] != "" {
				t.Errorf("%s means both %s and %s", name, seen[name], f.key)
			}
			seen[name] = f.key
			if snake(name) != name {
				t.Errorf("%s would never be found", name)
			}
		}
		if shapes[f.shape].what == "" {
			t.Errorf("%s has a shape without a name", f.key)
		}
	}
}

// Keys of other generators and of forum exports that are none of winnow's are
// never taken for a slip of the pen.
func TestOrdinaryKeys(t *testing.T) {
	for key := range strings.FieldsSeq(`
		layout views weight id slug type status toc math comments image images cover thumbnail pin pinned closed archived visible hidden state
		template path render in_search_index sort_by paginate_by page_template insert_anchor_links authors
		audio build cascade headless isCJKLanguage linkTitle markup menu menus outputs resources series sitemap translationKey videos url
		permalink excerpt_separator collection published redirect_to redirect_from author_profile classes header sidebar
		topic_id post_id post_number post_count posts_count reply_count replies view_count word_count category_id user_id fancy_title
		archetype last_posted_at bumped bumped_at trust_level user_title primary_group_name moderator admin staff wiki version
		has_accepted_answer accepted_answer accepted_answers is_answered answer_count answers answered number comments_count
		upvoteCount authorAssociation bodyHTML isAnswered answerChosenAt answerChosenBy labels locked closedAt stateReason
		author_association featured details vote_sum vote_count follower_count content_tag_ids html_url non_author_editor_id
		section_id promoted position outdated label_names locale user_locale edited_at comment_count body_type
		PostTypeId ParentId ViewCount OwnerUserId OwnerDisplayName LastEditorUserId LastActivityDate FavoriteCount ClosedDate CommunityOwnedDate ContentLicense
		tid cid mainPid viewcount timestampISO deleted isQuestion isSolved product products platform os region resource course force height width
		season person rating format source_id lesson data_source mode rank role email avatar reviewed_by asked_at rejected_at verified verified_at
		weekly daily date_gmt modified_gmt guid sticky ping_status comment_status post_name post_parent`) {
		if near := knownKeys.slip(key); near != "" {
			if _, known := knownKeys.lookup(key); !known {
				t.Errorf("%s is taken for %s", key, near)
			}
		}
	}
}
