// Package zendesk reads a help centre of Zendesk: articles of Guide, and posts of its
// community with their comments, as the API answers them, one to a file or in pages.
// Users, sections, categories and topics beside them give names.
//
// # What becomes of it
//
// An article is a solution without a question; who works at the help centre wrote
// it. Each language is an article of its own. Drafts and articles for some readers only
// (user_segment_id is set) are left out: they are not public.
//
// A post of the community is a question, its comments are answers. Nobody accepts an
// answer there; one that is marked as official is taken for accepted, the first of
// several.
//
// Of votes the sum and the number are known, and so how many were for and against:
// of 9 votes with the sum 3, 6 and 3. Neither says who voted or when.
//
// # Bodies
//
// They are HTML. Embedded pages become links; images stay where they are, since
// their addresses say nothing of what they are.
package zendesk
