package view

import "winnow/builder/site"

// A Kind names the template of a page.
type Kind = site.Kind

// A PageKind is what pages of one kind show: a row beside that of [site.Kinds].
type PageKind struct {
	Kind  Kind
	Parts []string // fields of a View that its pages have, as far as these are not on every page

	// Fill sets them, and what else of a View depends on the kind.
	Fill func(c *Context, v *View, p *site.Page) error
}

// Kinds returns what each kind of page shows. The template of a kind has its
// name.
func Kinds() []PageKind {
	return []PageKind{
		{site.HomePage, []string{"List", "Home"}, fillHome},
		{site.CategoryPage, []string{"List", "Category"}, fillCategory},
		{site.TagPage, []string{"List", "Tag"}, fillTag},
		{site.TagsPage, []string{"Tags"}, fillTags},
		{site.ArticlePage, []string{"Article"}, fillArticle},
		{site.ManualPage, []string{"Manual"}, fillManual},
		{site.ContributorPage, []string{"List", "Contributor"}, fillContributor},
		{site.ContributorsPage, []string{"Contributors"}, fillContributors},
		{site.RulesPage, []string{"Rules"}, fillRules},
		{site.HeldPage, []string{"Held"}, fillHeld},
		{site.SearchPage, []string{"Home"}, fillTopics},
		{site.NotFoundPage, []string{"Home"}, fillTopics},
		{site.AlphabetPage, []string{"Alphabet"}, fillAlphabet},
		{site.ReportPage, []string{"Report"}, fillReport},
	}
}
