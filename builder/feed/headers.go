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

// host returns the scheme and host of an address that readers' browsers post to.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// headers is read by hosts of static sites: what to send along with each file.
// Names below assets/ and in the folder of the index hold a hash of the bytes.
func headers(s *site.Site, reportURL string) []byte {
	policy := policy
	if to := host(s.Options.Helpful); to != "" {
		policy = strings.Replace(policy, "form-action 'self'", "form-action 'self' "+to, 1)
		policy = strings.Replace(policy, "connect-src 'self'", "connect-src 'self' "+to, 1)
	}
	if to := host(reportURL); to != "" {
		policy = strings.Replace(policy, "connect-src 'self'", "connect-src 'self' "+to, 1)
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
