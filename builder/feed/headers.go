package feed

import (
	"net/url"
	"strings"

	"winnow/builder/site"
)

// policy lets a page run the scripts and styles of this site and nothing else.
// Blocks of data in a page are no scripts and are not in its way. Pictures may
// come from elsewhere, as [markdown] remote_images decides.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; font-src 'self'; " +
	"media-src 'self' https:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers is read by hosts of static sites: what to send along with each file.
// Names below assets/ and in the folder of the index hold a hash of the bytes.
func headers(s *site.Site) []byte {
	policy := policy
	if u, err := url.Parse(s.Options.Helpful); err == nil && u.Host != "" {
		policy = strings.ReplaceAll(policy, "'self'; form-action 'self'", "'self' "+u.Scheme+"://"+u.Host+"; form-action 'self' "+u.Scheme+"://"+u.Host)
	}
	const text = `/*
  Content-Security-Policy: POLICY
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/search/:version/*
  Cache-Control: public, max-age=31536000, immutable
/api/*
  Access-Control-Allow-Origin: *
`
	return []byte(strings.NewReplacer("POLICY", policy, "\n/", "\n"+s.HostRoot()).Replace(strings.Replace(text, "/", s.HostRoot(), 1)))
}
