package dump

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Open reads a folder of a Stack Exchange dump: the XML of the original, which
// may be gzipped, or the same tables as gzipped CSV. A name without a slash is
// that of a folder se-NAME of the data; travel is spread over two.
func Open(data, site string) (*Site, error) {
	if site == "travel" {
		return openTravel(data)
	}
	folder := site
	if !strings.ContainsRune(site, filepath.Separator) {
		folder = filepath.Join(data, "se-"+site)
	}
	name := strings.TrimPrefix(filepath.Base(folder), "se-")
	if _, err := os.Stat(filepath.Join(folder, "Posts.csv.gz")); err == nil {
		return Load(name, csvTables(folder))
	}
	return Load(name, xmlTables(folder))
}

func openTravel(data string) (*Site, error) {
	s, err := Load("travel", csvTables(filepath.Join(data, "se-travel-2017")))
	if err != nil {
		return nil, err
	}
	for _, day := range []string{"2014-01-01", "2015-01-01", "2016-01-01"} {
		at, _ := Seconds(day + "T00:00:00")
		s.Fixed = append(s.Fixed, DayOf(at))
	}
	return s, s.describe(csvTables(filepath.Join(data, "se-travel-2011-2012-bodies")))
}

// csvTables reads FOLDER/Table.csv.gz, which has a header; cells may hold line
// breaks. A table that is not there is empty, but Posts and Votes must be.
func csvTables(folder string) Source {
	return func(table string, f func(Row)) error {
		in, err := os.Open(filepath.Join(folder, table+".csv.gz"))
		if err != nil {
			return missing(table, err)
		}
		defer in.Close()
		z, err := gzip.NewReader(in)
		if err != nil {
			return err
		}
		return eachRecord(z, f)
	}
}

func eachRecord(in io.Reader, f func(Row)) error {
	r := csv.NewReader(in)
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		return err
	}
	columns := map[string]int{}
	for i, name := range header {
		columns[name] = i
	}
	for {
		record, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		f(func(column string) string {
			if i, ok := columns[column]; ok {
				return record[i]
			}
			return ""
		})
	}
}

// xmlTables reads FOLDER/Table.xml, or Table.xml.gz.
func xmlTables(folder string) Source {
	return func(table string, f func(Row)) error {
		name := filepath.Join(folder, table+".xml")
		in, err := os.Open(name)
		if err == nil {
			defer in.Close()
			return EachElement(in, f)
		}
		if in, err = os.Open(name + ".gz"); err != nil {
			return missing(table, err)
		}
		defer in.Close()
		z, err := gzip.NewReader(in)
		if err != nil {
			return err
		}
		return EachElement(z, f)
	}
}

// EachElement calls f with every row of a table in XML.
func EachElement(in io.Reader, f func(Row)) error {
	for d := xml.NewDecoder(in); ; {
		token, err := d.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "row" {
			f(func(column string) string {
				for _, a := range e.Attr {
					if a.Name.Local == column {
						return a.Value
					}
				}
				return ""
			})
		}
	}
}

func missing(table string, err error) error {
	if errors.Is(err, fs.ErrNotExist) && table == "Comments" {
		return nil
	}
	return err
}
