package importer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"winnow/builder/content"
)

// Who wrote a post becomes a contributor:
//
//   - a user is "u17", with name, day of joining and address;
//   - a user whose account is gone left only a name with the post: such a
//     contributor is "deleted-" and that name. It is named, as the licence
//     wants it, but not scored, as several people may have had the name;
//   - the site itself (user -1) and posts without any owner have no contributor.

// user returns the id of an owner as the site knows it, "" when there is none.
func (d *dump) user(owner int32) string {
	switch {
	case owner > 0:
		return d.o.Prefix + "u" + strconv.Itoa(int(owner))
	case owner < 0:
		return d.o.Prefix + "deleted-" + content.Slug(d.posts.names.list[-1-owner])
	}
	return ""
}

// owners returns all who occur in articles or evidence, each once.
func (d *dump) owners() []int32 {
	var all []int32
	for i := range d.posts.all {
		if p := &d.posts.all[i]; !p.question || p.article >= 0 {
			all = append(all, p.owner)
		}
		if len(all) == cap(all) { // what repeats need not be kept
			slices.Sort(all)
			all = slices.Compact(all)
		}
	}
	all = append(all, d.givers...)
	slices.Sort(all)
	return slices.Compact(all)
}

// writePeople adds those who are not in contributors.toml yet. What stands
// there is left as it is: roles, aliases and privacy are written by people.
func (d *dump) writePeople(dest *destination) error {
	owners := d.owners()
	people, err := d.readUsers(owners)
	if err != nil {
		return err
	}
	names := map[string]bool{}
	for _, o := range slices.Backward(owners) {
		id := d.user(o)
		if o >= 0 || names[id] {
			continue
		}
		names[id] = true
		people = append(people, content.Contributor{ID: id, Name: d.posts.names.list[-1-o], Privacy: content.Unscored})
	}
	return dest.people(people)
}

// readUsers returns the users among owners, by number. One that the table lacks
// goes by the number.
func (d *dump) readUsers(owners []int32) ([]content.Contributor, error) {
	type user struct {
		number int32
		content.Contributor
	}
	var users []user
	found := make([]bool, len(owners))
	err := d.rows("Users.xml", func(r *row) {
		d.read.add("users", 1)
		number, _ := r.int32("Id")
		i, ok := slices.BinarySearch(owners, number)
		if !ok || number <= 0 || found[i] {
			return
		}
		found[i] = true
		users = append(users, user{number, d.contributor(number, oneLine(r.text("DisplayName")), r.day("CreationDate"))})
	})
	for i, number := range owners {
		if number > 0 && !found[i] {
			d.lost.add("users who are not in the file: named by their number", 1)
			users = append(users, user{number, d.contributor(number, "user "+strconv.Itoa(int(number)), 0)})
		}
	}
	slices.SortFunc(users, func(a, b user) int { return cmp.Compare(a.number, b.number) })
	people := make([]content.Contributor, len(users))
	for i := range users {
		people[i] = users[i].Contributor
	}
	return people, err
}

func (d *dump) contributor(number int32, name string, joined day) content.Contributor {
	if name == "" {
		name = "user " + strconv.Itoa(int(number))
	}
	return content.Contributor{ID: d.user(number), Name: strings.Clone(name), Joined: joined.time(), Privacy: content.Public,
		URL: d.address("users", number)}
}

// address returns an address of the site, "" when the site is not known.
func (d *dump) address(kind string, id int32) string {
	if d.site == "" {
		return ""
	}
	return "https://" + d.site + "/" + kind + "/" + strconv.Itoa(int(id))
}
