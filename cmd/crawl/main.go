// Command crawl follows every link of a finished site and fails when one leads
// nowhere.
//
// usage: crawl FOLDER BASE_URL
package main

import (
	"fmt"
	"os"

	"winnow/builder/sitetest"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: crawl FOLDER BASE_URL")
		os.Exit(2)
	}
	broken, err := sitetest.CheckLinks(os.DirFS(os.Args[1]), os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "crawl:", err)
		os.Exit(1)
	}
	for _, b := range broken {
		fmt.Println(b)
	}
	if len(broken) > 0 {
		fmt.Printf("%d broken links\n", len(broken))
		os.Exit(1)
	}
	fmt.Println("all links resolve")
}
