package sqldump

import (
	"fmt"
	"strings"
	"testing"
)

// read returns the rows of a dump, one on each line.
func read(dump string) string {
	var b strings.Builder
	for r, err := range Rows(strings.NewReader(dump), func(table string) bool { return table != "other" }) {
		if err != nil {
			fmt.Fprintf(&b, "%v\n", err)
			continue
		}
		b.WriteString(r.Table)
		for i, c := range r.Columns {
			if i < len(r.values) && r.values[i].null {
				fmt.Fprintf(&b, " %s=NULL", c)
			} else {
				fmt.Fprintf(&b, " %s=%q", c, r.Text(c))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestRows(t *testing.T) {
	for _, c := range []struct{ name, dump, want string }{
		{"MySQL", "-- MySQL dump\n/*!40101 SET NAMES utf8 */;\nDROP TABLE IF EXISTS `qa_posts`;\n" +
			"CREATE TABLE `qa_posts` (\n  `postid` int(10) unsigned NOT NULL COMMENT 'a; (b',\n  `type` enum('Q','A') DEFAULT 'Q',\n  `key` varchar(3),\n  PRIMARY KEY (`postid`),\n  KEY `type` (`type`,`key`)\n) ENGINE=InnoDB;\n" +
			"LOCK TABLES `qa_posts` WRITE;\nINSERT INTO `qa_posts` VALUES (1,'Q','It\\'s; (\"x\"),\\n'),(2,NULL,'don''t'),\n(-3.5,_binary 'b',0x4142);\nINSERT INTO other VALUES ('a;b\\'c');\n",
			`qa_posts postid="1" type="Q" key="It's; (\"x\"),\n"
qa_posts postid="2" type=NULL key="don't"
qa_posts postid="-3.5" type="b" key="AB"
`},
		{"PostgreSQL", "--\n-- PostgreSQL database dump\n--\n\\restrict abc\nSET standard_conforming_strings = on;\nCREATE FUNCTION f() RETURNS trigger AS $$ BEGIN INSERT INTO x VALUES (';'); END $$;\n" +
			"CREATE TABLE public.posts (\n    id integer NOT NULL,\n    raw text DEFAULT 'a,b'::text,\n    CONSTRAINT c CHECK ((id > 0))\n);\n" +
			"COPY public.posts (id, \"raw\", cooked) FROM stdin;\n1\ta\\tb\\nc\\\\d\t\\N\n2\t\t\\x41\\101\n3\tfew\n\\.\n\nINSERT INTO public.posts (id, raw) VALUES (4, 'a\\b'), (5, E'c\\'d'::text) ON CONFLICT DO NOTHING;\n",
			`posts id="1" raw="a\tb\nc\\d" cooked=NULL
posts id="2" raw="" cooked="x41A"
line 15: a row of table posts has 2 values for 3 columns
posts id="4" raw="a\\b"
posts id="5" raw="c'd"
`},
		{"SQLite", "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE IF NOT EXISTS \"a\" (id INTEGER PRIMARY KEY, t TEXT);\nINSERT INTO a VALUES(1,'C:\\');\nCOMMIT;\n", "a id=\"1\" t=\"C:\\\\\"\n"},
		{"triggers", "DELIMITER ;;\nCREATE TRIGGER t BEGIN INSERT INTO a VALUES (1); END;;\nDELIMITER ;\nINSERT INTO a (id) VALUES (2);", "a id=\"2\"\n"},
		{"flaws", "INSERT INTO a VALUES (1);\nINSERT INTO b (x) VALUES (1,2);\nINSERT INTO c (x) VALUES (3);\nINSERT INTO d (x) VALUES ('cut", `line 1: table a has no CREATE TABLE before its rows, which name no columns
line 2: a row of table b has 2 values for 1 columns
c x="3"
line 4: the dump ends in the middle of a statement
`},
	} {
		if got := read(c.dump); got != c.want {
			t.Errorf("%s is\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestSchema(t *testing.T) {
	found := ""
	Schema(strings.NewReader("CREATE TABLE a (x int);\nINSERT INTO a VALUES (1);\nCREATE TABLE b (y int, z text);"), func(table string, columns []string) bool {
		if table == "b" {
			found = strings.Join(columns, " ")
		}
		return found == ""
	})
	if found != "y z" {
		t.Errorf("table b has the columns %q", found)
	}
}

func FuzzRows(f *testing.F) {
	f.Add("CREATE TABLE `a` (`b` int);INSERT INTO `a` VALUES (1),('\\'');")
	f.Add("COPY a (b, c) FROM stdin;\n1\t\\N\n\\.\nSET x = $a$ ; $a$;")
	f.Add("DELIMITER //\nx//\nDELIMITER ;\n/* \\ */ INSERT INTO a(b)VALUES(E'\\")
	f.Fuzz(func(t *testing.T, dump string) {
		read(dump)
		Schema(strings.NewReader(dump), func(string, []string) bool { return true })
	})
}

func BenchmarkRows(b *testing.B) {
	dump := "CREATE TABLE `a` (`b` int, `c` text);\n" + strings.Repeat("INSERT INTO `a` VALUES "+strings.Repeat("(1,'"+strings.Repeat("It\\'s some text. ", 60)+"'),", 99)+"(2,'');\n", 20)
	b.SetBytes(int64(len(dump)))
	for b.Loop() {
		for _, err := range Rows(strings.NewReader(dump), func(string) bool { return true }) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
