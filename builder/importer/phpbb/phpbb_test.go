package phpbb

import (
	"testing"

	"winnow/builder/importer/importtest"
)

func TestDumps(t *testing.T) { importtest.Run(t, Format()) }

func TestNone(t *testing.T) { importtest.None(t, Format()) }

func FuzzDump(f *testing.F) { importtest.FuzzDump(f, Format()) }
