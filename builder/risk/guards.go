package risk

import (
	"regexp"
	"strings"
)

// More matchers of table: guards that are turned off, firmware, lost work,
// secrets.

// stopsService reports whether a command stops or disables one of the services.
func stopsService(c command, services ...string) bool {
	stops := false
	switch c.name {
	case "systemctl", "service", "rc-service", "sc", "net":
		stops = c.has("stop", "disable", "mask")
	case "chkconfig", "update-rc.d":
		stops = c.has("off", "disable", "remove")
	}
	return stops && anyOf(c.args, func(a string) bool {
		a = strings.TrimSuffix(strings.ToLower(a), ".service")
		for _, s := range services {
			if a == s {
				return true
			}
		}
		return false
	})
}

func stopsFirewall(line []command, i int) bool {
	c := line[i]
	switch c.name {
	case "ufw":
		return c.is("disable") || c.is("reset")
	case "iptables", "ip6tables":
		return c.has("-F", "--flush") && !c.has("-t") || c.has("-P") && c.has("INPUT") && c.has("ACCEPT")
	case "nft":
		return c.is("flush", "ruleset")
	case "pfctl":
		return c.flag("d")
	case "netsh":
		return c.is("advfirewall") && c.has("state") && c.has("off") || c.is("firewall") && (c.has("mode=disable") || c.has("opmode") && anyOf(c.args, func(a string) bool { return strings.Contains(strings.ToLower(a), "disable") }))
	case "set-netfirewallprofile":
		return c.has("-enabled") && c.has("false", "$false")
	}
	return stopsService(c, "firewalld", "ufw", "nftables", "iptables", "ip6tables", "mpssvc", "susefirewall2")
}

func stopsConfinement(line []command, i int) bool {
	c := line[i]
	switch c.name {
	case "setenforce":
		return c.is("0") || c.is("permissive")
	case "aa-teardown":
		return true
	}
	return stopsService(c, "apparmor")
}

func stopsProtection(line []command, i int) bool {
	c := line[i]
	switch c.name {
	case "set-mppreference":
		return anyOf(c.args, func(a string) bool { return strings.HasPrefix(strings.ToLower(a), "-disable") }) && !c.has("$false", "0")
	case "spctl":
		return c.has("--master-disable", "--global-disable")
	case "csrutil":
		return c.is("disable")
	case "bcdedit":
		return c.has("testsigning", "nointegritychecks") && c.has("on", "yes") || c.has("nx") && c.has("alwaysoff")
	case "mokutil":
		return c.has("--disable-validation")
	case "sc":
		if c.is("config") && c.has("start=") && c.has("disabled") {
			return c.has("windefend", "wscsvc")
		}
	}
	return stopsService(c, "windefend", "wscsvc", "clamav-daemon", "clamd", "clamav", "wdnissvc", "sense", "fail2ban", "auditd")
}

func writesFirmware(line []command, i int) bool {
	c := line[i]
	switch c.name {
	case "flashrom":
		return c.flag("wE", "--write", "--erase")
	case "esptool":
		return c.has("write_flash", "erase_flash", "write-flash", "erase-flash")
	case "fastboot":
		return c.is("flash") || c.is("erase") || c.is("flashall") || c.is("oem", "unlock") || c.is("flashing", "unlock")
	case "dfu-util":
		return c.flag("D", "--download")
	case "avrdude":
		return anyOf(c.args, func(a string) bool { return strings.Contains(a, ":w:") })
	case "mtd":
		return c.is("write") || c.is("erase")
	case "stm32flash":
		return c.flag("w")
	case "sysupgrade":
		return c.flag("F", "--force")
	case "efibootmgr":
		return c.flag("B")
	}
	return c.name == "nvflash" || c.name == "flash_erase" || c.name == "nandwrite"
}

func losesWork(c command) bool {
	switch {
	case c.is("push"):
		return c.flag("f", "--force", "--mirror") || anyOf(c.args, func(a string) bool { return len(a) > 1 && a[0] == '+' })
	case c.is("reset"):
		return c.has("--hard")
	case c.is("clean"):
		return c.flag("f", "--force") && c.flag("dxX") && !c.flag("n", "--dry-run")
	case c.is("filter-branch"), c.is("stash", "clear"):
		return true
	case c.is("reflog", "expire"):
		return c.has("--expire=now")
	case c.is("update-ref"):
		return c.flag("d")
	}
	return false
}

var placeholder = regexp.MustCompile(`(?i)example|change|your|xxx|\*\*\*|\.\.\.|secret|passw|placeholder|dummy|todo|insert|replace|token|^test|my_?key|[<>{}$%]`)

// looksSecret reports whether a match is a key, and neither a placeholder nor
// code that reads one.
func looksSecret(match string) bool {
	if strings.Contains(match, "EXAMPLE") {
		return false
	}
	i := strings.IndexAny(match, `:=`)
	if i < 0 || strings.HasPrefix(match, "-----") {
		return true
	}
	value := strings.Trim(match[i:], `:=> "'`)
	return strings.ContainsAny(value, "0123456789") && strings.IndexFunc(value, func(r rune) bool { return r >= 'A' && r <= 'z' }) >= 0 && !placeholder.MatchString(value)
}
