package main

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// open reads a folder of a Stack Exchange dump: the XML of the original, or the
// same tables as gzipped CSV. A site may be spread over two folders of data.
func open(data, site string) (*Site, error) {
	switch site {
	case "travel":
		s, err := load(site, csvTables(filepath.Join(data, "se-travel-2017")))
		if err != nil {
			return nil, err
		}
		for _, day := range []string{"2014-01-01", "2015-01-01", "2016-01-01"} {
			at, _ := seconds(day + "T00:00:00")
			s.Fixed = append(s.Fixed, dayOf(at))
		}
		return s, s.describe(csvTables(filepath.Join(data, "se-travel-2011-2012-bodies")))
	case "cardano":
		return load(site, xmlTables(filepath.Join(data, "se-cardano")))
	}
	name := filepath.Base(site)
	if _, err := os.Stat(filepath.Join(site, "Posts.csv.gz")); err == nil {
		return load(name, csvTables(site))
	}
	return load(name, xmlTables(site))
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

// xmlTables reads FOLDER/Table.xml.
func xmlTables(folder string) Source {
	return func(table string, f func(Row)) error {
		in, err := os.Open(filepath.Join(folder, table+".xml"))
		if err != nil {
			return missing(table, err)
		}
		defer in.Close()
		return eachElement(in, f)
	}
}

func eachElement(in io.Reader, f func(Row)) error {
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
