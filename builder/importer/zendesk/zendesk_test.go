package zendesk

import (
	"testing"

	"winnow/builder/importer/importtest"
)

func TestCentre(t *testing.T) { importtest.Run(t, Format()) }

func TestNone(t *testing.T) { importtest.None(t, Format()) }

func FuzzFile(f *testing.F) {
	f.Add([]byte(`{"article":{"id":1,"html_url":"https://x.zendesk.com/hc/1","title":"T","body":"<iframe src=x><p id=a><a href=#a>b"}}`))
	f.Add([]byte(`{"posts":[{"id":2}],"comments":[{"id":3,"post_id":2,"official":true,"vote_sum":-9223372036854775808}]}`))
	f.Fuzz(func(t *testing.T, data []byte) { importtest.Fuzz(t, Format(), "f.json", data) })
}
