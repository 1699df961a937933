// Package discourse reads the topics of a Discourse forum: the answers of
// /t/ID.json, one file a topic, and of /t/ID/posts.json for topics of more than
// twenty posts. They come as a folder or as a .zip, with any names.
//
// # What becomes of a topic
//
// The first post is the question, the other regular posts are answers. Moderator
// actions, small actions, whispers, hidden and deleted posts are left out. The
// accepted answer is that of accepted_answers, else of accepted_answer, else the
// post that is marked so; of several the first. A topic's number wins over a mark.
//
// The forum does not export when an answer was accepted; created_at of an accepted
// answer is that of the post. Who accepted it is believed only when that is not the
// asker: where nobody is known, the forum names the asker. An answer by the asker
// counts as accepted by its author.
//
// Likes are counts without givers and days; they are taken for as old as the post.
//
// # Backups
//
// A backup (.tar.gz) or the dump of the database in it (dump.sql.gz) is read as a stream. It
// has more: when an answer was accepted and by whom, who liked what and when, tags and
// categories by name. Private messages, topics that are deleted, not listed, or in a category
// that not everyone may read, are left out.
//
// # Bodies
//
// "cooked" is HTML. Quotations keep their names, images are those in full size,
// avatars are left out, emoji are characters, previews of links are links, polls
// are lists. Mentions and links of the forum lead to the forum.
package discourse
