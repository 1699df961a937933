package github

import (
	"testing"

	"winnow/builder/importer/importtest"
)

func TestRepository(t *testing.T) { importtest.Run(t, Format()) }

func TestNone(t *testing.T) { importtest.None(t, Format()) }

func FuzzDiscussions(f *testing.F) {
	f.Add([]byte(`[{"title":"T","url":"https://github.com/a/b/discussions/1","answer":{"author":"x","createdAt":"2024-01-01T00:00:00Z"},"comments":[{"author":{"login":"x"},"createdAt":"2024-01-01T00:00:00Z","body":"#1\na :+1:"}]}]`))
	f.Add([]byte(`{"data":{"nodes":[{"edges":[{"node":{"title":1,"comments":{}}}]}]}}{"errors":[{"message":"x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) { importtest.Fuzz(t, Format(), "d.json", data) })
}
