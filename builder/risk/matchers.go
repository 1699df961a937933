package risk

import (
	"regexp"
	"strings"
)

// The matchers of table: each looks at one command of a line.

// Places whose loss takes the system or a person's files along. Trailing
// slashes and stars are cut off before they are compared.
var (
	systemFolder = regexp.MustCompile(`^(?:/|/\.|/\.\.|/(?:bin|boot|dev|etc|lib|lib32|lib64|proc|root|sbin|srv|sys|usr|var|opt|System|Library|Applications|usr/s?bin|usr/lib|var/lib))$|` +
		`^(?i:[a-z]:|\\|[a-z]:\\(?:windows|windows\\system32|program files|programdata)|%(?:systemroot|windir|systemdrive|programfiles)%|\$env:(?:systemroot|windir|systemdrive|programfiles))$`)
	homeFolder = regexp.MustCompile(`^(?:~|~root|\$HOME|\$\{HOME\}|/home|/Users|(?:/home|/Users)/[^/]+)$|^(?i:[a-z]:\\users(?:\\[^\\]+)?|%(?:userprofile|homepath|homedrive%%homepath)%|\$env:userprofile)$`)
)

// isSystem reports whether a path is a system folder or all that is in one.
func isSystem(path string) bool { return path != "" && systemFolder.MatchString(bare(path)) }

func isHome(path string) bool { return homeFolder.MatchString(bare(path)) }

// bare cuts "/*", "\*.*" and slashes off the end of a path; what is left of
// "/*" is "/". A path to a Windows drive is written with backslashes.
func bare(path string) string {
	if len(path) > 1 && path[1] == ':' {
		path = strings.ReplaceAll(path, "/", `\`)
	}
	short := path
	for {
		next := short
		for _, end := range []string{"*.*", ".*", "*", "/", `\`} {
			if s, ok := strings.CutSuffix(next, end); ok && (end == "/" || end == `\` || s == "" || s[len(s)-1] == '/' || s[len(s)-1] == '\\') {
				next = s
				break
			}
		}
		if next == short {
			break
		}
		short = next
	}
	if short == "" && path != "" && path[0] != '*' && path[0] != '.' {
		return path[:1] // "/" or `\`
	}
	return short
}

func anyOf(paths []string, is func(string) bool) bool {
	for _, p := range paths {
		if is(p) {
			return true
		}
	}
	return false
}

func deletesTree(line []command, i int) bool {
	c := line[i]
	target := anyOf(c.args, func(p string) bool { return isSystem(p) && !isSwitch(p) || isHome(p) })
	switch c.name {
	case "rm":
		return c.has("--no-preserve-root") || target && c.flag("rR", "--recursive", "-recurse")
	case "remove-item", "ri":
		return target && hasPrefixFlag(c, "-r", "-recurse")
	case "del", "erase", "rd", "rmdir", "deltree":
		return target && (c.name == "deltree" || c.has("/s") || hasPrefixFlag(c, "-r", "-recurse"))
	case "find":
		return findDeletes(c)
	case "mv":
		return target && c.has("/dev/null")
	}
	return false
}

// isSwitch reports whether an argument is an option of a Windows command, not a
// path: /s, /q.
func isSwitch(arg string) bool {
	return len(arg) == 2 && arg[0] == '/' && arg[1] != '*' && arg[1] != '.'
}

// hasPrefixFlag reports a PowerShell option, which may be shortened.
func hasPrefixFlag(c command, short, long string) bool {
	for _, a := range c.args {
		if a = strings.ToLower(a); strings.HasPrefix(a, short) && strings.HasPrefix(long, a) {
			return true
		}
	}
	return false
}

// findDeletes reports a find that deletes all that it meets in such a place.
func findDeletes(c command) bool {
	deletes, filtered, target := false, false, false
	for k, a := range c.args {
		switch {
		case a == "-delete" || (a == "-exec" || a == "-execdir") && k+1 < len(c.args) && commandName(c.args[k+1]) == "rm":
			deletes = true
		case !deletes && len(a) > 1 && a[0] == '-' && !strings.HasPrefix("-type-xdev-depth-mount-maxdepth-mindepth", a):
			filtered = true
		case !deletes && (isSystem(a) || isHome(a)):
			target = true
		}
	}
	return deletes && target && !filtered
}

func changesSystem(line []command, i int) bool {
	c := line[i]
	switch c.name {
	case "chmod", "chown", "chgrp":
		return c.flag("R", "--recursive") && anyOf(c.args, isSystem)
	case "icacls":
		return anyOf(c.args, isSystem) && c.has("/t") && c.has("/grant", "/reset", "/setowner")
	}
	return anyOf(c.args, isSystem) && c.has("/r") // takeown
}

var openMode = regexp.MustCompile(`^(?:0?777|0?666|a[+=]rwx|ugo[+=]rwx|o[+=]rwx?|[ao]{1,2}\+w|o\+rw|a\+rw)$`)

func opensFiles(line []command, i int) bool {
	c := line[i]
	switch c.name {
	case "chmod":
		words := c.words()
		return len(words) > 0 && openMode.MatchString(words[0]) && !changesSystem(line, i)
	case "umask":
		return c.is("000") || c.is("0") || c.is("0000")
	}
	return anyOf(c.args, func(a string) bool {
		a = strings.ToLower(a)
		return strings.HasPrefix(a, "everyone:") && (strings.HasSuffix(a, "f") || strings.HasSuffix(a, "f)"))
	})
}

// shells run what they read.
var shells = map[string]bool{"sh": true, "bash": true, "zsh": true, "dash": true, "ksh": true, "fish": true, "ash": true}

// interpreters run what they read when they are given no program.
var interpreters = map[string]bool{"python": true, "perl": true, "ruby": true, "node": true, "php": true}

func readsProgram(c command) bool {
	return shells[c.name] || interpreters[familyOf(c.name)] && (len(c.args) == 0 || c.args[0] == "-")
}

// runsDownload reports whether what command i fetches is run, and whether by
// the administrator: "curl … | sudo sh", "sh -c "$(curl …)"", "bash <(curl …)".
func runsDownload(line []command, i int) (runs, root bool) {
	c := line[i]
	for _, next := range line[i+1:] {
		if next.pipe == c.pipe && readsProgram(next) {
			return true, next.root
		}
	}
	if !c.subst || c.within < 0 || c.within >= len(line) {
		return false, false
	}
	outer := line[c.within]
	runs = shells[outer.name] || interpreters[familyOf(outer.name)] || outer.name == "eval" || outer.name == "source" || outer.name == "."
	return runs, runs && (outer.root || c.root)
}

var encodedFlag = regexp.MustCompile(`^-(?i:e|ec|en|enc|enco\w*)$`)
var base64Text = regexp.MustCompile(`^[A-Za-z0-9+/]{16,}={0,2}$`)

func runsEncoded(line []command, i int) bool {
	c := line[i]
	if c.name == "powershell" || c.name == "pwsh" {
		for k, a := range c.args {
			if encodedFlag.MatchString(a) && k+1 < len(c.args) && base64Text.MatchString(c.args[k+1]) {
				return true
			}
		}
		return false
	}
	decodes := c.name == "base64" && c.flag("dD", "--decode") || c.name == "openssl" && c.is("base64") && c.flag("d", "-d") ||
		c.name == "openssl" && c.is("enc") && c.flag("d") || c.name == "xxd" && c.flag("r")
	runs, _ := runsDownload(line, i)
	return decodes && runs
}

var hive = regexp.MustCompile(`^(?i:(?:registry::)?(?:HKLM|HKCR|HKCU|HKU|HKCC|HKEY_[A-Z_]+):?(?:\\.*)?)$`)

func changesRegistry(c command) bool {
	key := anyOf(c.args, hive.MatchString)
	switch c.name {
	case "reg":
		return (c.is("add") || c.is("delete")) && key || c.is("import")
	case "regedit":
		return c.has("/s", "-s")
	}
	return key
}

// deletesHive reports the deletion of a branch that belongs to the system, not
// to one program: a hive or a key right below it.
func deletesHive(c command) bool {
	deletes := c.name == "reg" && c.is("delete") && !c.has("/v", "/ve", "/va") ||
		(c.name == "remove-item" || c.name == "ri") && hasPrefixFlag(c, "-r", "-recurse")
	return deletes && anyOf(c.args, func(a string) bool {
		if !hive.MatchString(a) {
			return false
		}
		key := strings.ToLower(strings.Trim(bare(a), `\`))
		return strings.Count(key, `\`) <= 1 || strings.HasSuffix(key, `\currentcontrolset`) || strings.HasSuffix(key, `software\microsoft`) ||
			strings.HasSuffix(key, `software\microsoft\windows`) || strings.HasSuffix(key, `microsoft\windows\currentversion`)
	})
}

// curlTakesValue are curl's short options that take the rest of a cluster, or
// the next word, as their value.
const curlTakesValue = "oHdXuAebcTFmwxECrKzyYPQtD"

func trustsAnybody(line []command, i int) bool {
	c := line[i]
	switch familyOf(c.name) {
	case "curl":
		return c.has("--insecure", "--proxy-insecure") || curlInsecure(c.args)
	case "wget":
		return c.has("--no-check-certificate")
	case "git":
		return anyOf(c.args, func(a string) bool { return strings.EqualFold(a, "http.sslVerify=false") }) || c.has("http.sslVerify") && c.has("false", "0")
	case "npm", "yarn", "pnpm":
		return c.has("strict-ssl=false", "--strict-ssl=false") || c.has("strict-ssl") && c.has("false")
	case "pip":
		return c.has("--trusted-host") || anyOf(c.args, func(a string) bool { return strings.HasPrefix(a, "--trusted-host=") })
	case "conda":
		return c.has("ssl_verify") && c.has("false", "no")
	}
	return false
}

// curlInsecure finds -k among short options: in "-sk" it is one, in "-o k" it
// is a value.
func curlInsecure(args []string) bool {
	for k := 0; k < len(args); k++ {
		a := args[k]
		if len(a) < 2 || a[0] != '-' || a[1] == '-' {
			continue
		}
		for j := 1; j < len(a); j++ {
			if a[j] == 'k' {
				return true
			}
			if strings.IndexByte(curlTakesValue, a[j]) >= 0 {
				if j == len(a)-1 {
					k++
				}
				break
			}
		}
	}
	return false
}
