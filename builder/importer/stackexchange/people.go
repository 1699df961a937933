package stackexchange

import (
	"cmp"
	"slices"
	"strings"

	"winnow/builder/importer"
)

// people yields who occurs in articles or evidence.
func people(d *dump, yield func(importer.Person, error) bool) {
	owners := owners(d)
	users, err := readUsers(d, owners)
	if err != nil {
		yield(importer.Person{}, err)
		return
	}
	for _, p := range append(users, deleted(d, owners)...) {
		if !yield(p, nil) {
			return
		}
	}
}

// deleted returns the owners who left only a name, each once.
func deleted(d *dump, owners []int32) (people []importer.Person) {
	ids := map[string]bool{}
	for _, o := range slices.Backward(owners) {
		if o >= 0 {
			continue
		}
		if p := importer.DeletedPerson(d.posts.names.list[-1-o]); !ids[p.ID] {
			ids[p.ID] = true
			people = append(people, p)
		}
	}
	return people
}

// owners returns all who occur in articles or evidence, each once.
func owners(d *dump) []int32 {
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

// readUsers returns the users among owners, by number. One that the table lacks
// goes by the number.
func readUsers(d *dump, owners []int32) ([]importer.Person, error) {
	type user struct {
		number int32
		importer.Person
	}
	var users []user
	found := make([]bool, len(owners))
	for r, err := range d.rows("Users.xml") {
		if err != nil {
			return nil, err
		}
		d.Read(importer.Users, 1)
		number, _ := r.int32("Id")
		i, ok := slices.BinarySearch(owners, number)
		if !ok || number <= 0 || found[i] {
			d.Skip(importer.Users, "users who neither answered nor asked what is in an article", 1)
			continue
		}
		found[i] = true
		d.Write(importer.Users, 1)
		users = append(users, user{number, contributor(d, number, importer.Line(r.text("DisplayName")), r.day("CreationDate"))})
	}
	for i, number := range owners {
		if number > 0 && !found[i] {
			d.Lose("", "users who are not in the file: named by their number", 1)
			users = append(users, user{number, contributor(d, number, "user "+id(number), 0)})
		}
	}
	slices.SortFunc(users, func(a, b user) int { return cmp.Compare(a.number, b.number) })
	people := make([]importer.Person, len(users))
	for i := range users {
		people[i] = users[i].Person
	}
	return people, nil
}

func contributor(d *dump, number int32, name string, joined day) importer.Person {
	if name == "" {
		name = "user " + id(number)
	}
	return importer.Person{ID: d.user(number), Name: strings.Clone(name), Joined: joined.time(), Privacy: importer.Public,
		URL: d.address("users", number)}
}
