// Package github reads GitHub Discussions: the answers of the GraphQL API, in files
// of one answer or with one on each line, whatever wraps the discussions, and the
// flattened form in which sites keep them. [Query] asks for all that is read.
//
// # What becomes of a discussion
//
// Its body is the question; every comment and every reply to one is an answer.
// The answer that was chosen may be either; the discussion's own field wins over the
// mark of a comment. Minimized and deleted comments are left out. An account that is
// gone has no name; bots are named and not scored.
//
// Every author votes for what they write, so that of n votes n-1 are kudos. Of
// reactions, thumbs up, hearts, hooray and rockets are kudos, thumbs down is a downvote.
// Neither says who gave it or when: they are taken for as old as the comment.
//
// An answer without an address is known by the numbers of its discussion, its comment
// and its reply, so that it keeps its name as long as no earlier comment goes.
//
// # Bodies
//
// A body is Markdown in which every newline is a break, or HTML (bodyHTML, or a body
// that is written so). Short codes of emoji become characters, #123 a link.
package github

// Query is the GraphQL query whose answers are read. gh api graphql --paginate asks
// it for all discussions.
const Query = `query($owner: String!, $name: String!, $endCursor: String) {
  repository(owner: $owner, name: $name) {
    discussions(first: 25, after: $endCursor, orderBy: {field: CREATED_AT, direction: ASC}) {
      pageInfo { hasNextPage endCursor }
      nodes {
        number title body url createdAt lastEditedAt upvoteCount
        author { __typename login url }
        category { name }
        labels(first: 20) { nodes { name } }
        answerChosenAt answerChosenBy { login }
        answer { id url }
        comments(first: 50) {
          totalCount
          nodes {
            id url body createdAt lastEditedAt isAnswer isMinimized deletedAt upvoteCount
            author { __typename login url }
            reactionGroups { content reactors { totalCount } }
            replies(first: 20) {
              totalCount
              nodes {
                id url body createdAt lastEditedAt isAnswer isMinimized deletedAt upvoteCount
                author { __typename login url }
                reactionGroups { content reactors { totalCount } }
              }
            }
          }
        }
      }
    }
  }
}
# gh api graphql --paginate -F owner=OWNER -F name=NAME -f query="$(winnow import github --query)" > discussions.ndjson
`
