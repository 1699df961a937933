// Package themes embeds the built-in theme. It knows nothing of what the files
// mean: package builder/theme reads them.
package themes

import "embed"

// Files holds the built-in themes, one folder each.
//
//go:embed default
var Files embed.FS
