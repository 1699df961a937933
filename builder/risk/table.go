package risk

import (
	"regexp"
	"strings"
)

// A row is one kind of risk and how it is found.
type row struct {
	Kind
	names    []string                         // of the commands that match is asked about
	match    func(line []command, i int) bool // whether command i of a line is of this kind
	words    []string                         // lower case; text is tried where one of them occurs
	text     *regexp.Regexp                   // in code, and in prose unless codeOnly
	codeOnly bool
	confirm  func(match string) bool // has the last word on a match of text; nil = yes
}

// table is the whole list of kinds; a hint has room for 62.
var table = []row{
	{
		// Deletes everything below the root, a system folder or a user's home folder.
		Kind:  Kind{"recursive-delete", true},
		names: []string{"rm", "del", "erase", "rd", "rmdir", "deltree", "remove-item", "ri", "find", "mv", "remove", "recurse"},
		match: deletesTree,
		words: []string{"rmtree", "rm_rf", "rmsync", "rimraf"},
		text:  regexp.MustCompile(`(?i)(?:rmtree|rm_rf|rmSync|rimraf)\(\s*["'](?:/|/\*|~/?|/home|/etc|/usr|[a-z]:[\\/]*)["']`),
	},
	{
		// Writes over a whole disk or partition, or makes a new file system on it.
		Kind: Kind{"disk-erase", true},
		names: []string{"dd", "mkfs", "mke2fs", "mkntfs", "newfs", "mkswap", "wipefs", "blkdiscard", "shred", "sgdisk", "parted", "diskutil", "format",
			"clear-disk", "format-volume", "clear", "zpool", "zfs", "lvremove", "vgremove", "pvremove", "mdadm", "cryptsetup", "badblocks", "nvme", "hdparm",
			"cat", "cp", "echo", "tee", "printf"},
		match: erasesDisk,
		words: []string{"diskpart"},
		text:  regexp.MustCompile(`(?im)\bdiskpart\b[^\0]{0,300}^\s*(?:diskpart>\s*)?clean(?:\s+all)?\s*$`),
	},
	{
		// Starts copies of itself until the computer stops responding.
		Kind:  Kind{"fork-bomb", true},
		words: []string{"fork", "bomb"},
		text: regexp.MustCompile(`(?:^|[^\w])(?::|bomb|forkbomb|fork|b|f)\s*\(\s*\)\s*\{\s*(?::|bomb|forkbomb|fork|b|f)\s*\|\s*(?::|bomb|forkbomb|fork|b|f)\s*&\s*\}\s*;?|` +
			`%0\s*\|\s*%0|fork\s+while\s+fork|while\s*\(?\s*(?:1|[Tt]rue)\s*\)?\s*[:{]?\s*(?:os\.)?fork\(\)`),
	},
	{
		// Changes the owner or the access rights of a whole system folder, after which the system may not start.
		Kind:  Kind{"system-permissions", true},
		names: []string{"chmod", "chown", "chgrp", "icacls", "takeown"},
		match: changesSystem,
	},
	{
		// Runs a program from the network as administrator that no one has read.
		Kind:  Kind{"pipe-to-root-shell", true},
		names: []string{"curl", "wget", "fetch"},
		match: func(line []command, i int) bool { runs, root := runsDownload(line, i); return runs && root },
	},
	{
		// Runs a command that is hidden by an encoding.
		Kind:  Kind{"encoded-command", true},
		names: []string{"powershell", "pwsh", "base64", "openssl", "xxd"},
		match: runsEncoded,
		words: []string{"base64_decode", "b64decode", "frombase64string", "atob"},
		text:  regexp.MustCompile(`(?i)\b(?:eval|exec|assert|iex|invoke-expression)\b[\s(&."'$]{0,5}[\w.\[\]:()'"\s]{0,60}(?:base64_decode|b64decode|frombase64string|atob)\(`),
	},
	{
		// Deletes a whole branch of the Windows registry.
		Kind:  Kind{"registry-delete", true},
		names: []string{"reg", "remove-item", "ri"},
		match: func(line []command, i int) bool { return changesRegistry(line[i]) && deletesHive(line[i]) },
		words: []string{"hklm", "hkcr", "hkcu", "hku", "hkey_local_machine", "hkey_classes_root", "hkey_current_user"},
	},
	{
		// Runs a program from the network that no one has read.
		Kind:  Kind{"pipe-to-shell", false},
		names: []string{"curl", "wget", "fetch"},
		match: func(line []command, i int) bool { runs, root := runsDownload(line, i); return runs && !root },
		words: []string{"iex", "expression"},
		text: regexp.MustCompile(`(?i)\b(?:iwr|irm|curl|wget|invoke-webrequest|invoke-restmethod|downloadstring)\b[^\n;]{0,300}\|\s*(?:iex|invoke-expression)\b|` +
			`\b(?:iex|invoke-expression)\b[^\n]{0,200}\b(?:downloadstring|iwr|irm|invoke-webrequest|invoke-restmethod)\b`),
	},
	{
		// Lets every user and every program on the computer change a file.
		Kind:  Kind{"world-writable", false},
		names: []string{"chmod", "icacls", "umask"},
		match: opensFiles,
	},
	{
		// Turns off the check that the other side is who it claims to be.
		Kind:  Kind{"tls-off", false},
		names: []string{"curl", "wget", "git", "npm", "yarn", "pnpm", "pip", "conda"},
		match: trustsAnybody,
		words: []string{"verify", "insecureskipverify", "node_tls_reject_unauthorized", "rejectunauthorized", "_create_unverified_context", "cert_none", "check_hostname",
			"curlopt_ssl_verifypeer", "curlopt_ssl_verifyhost", "servercertificatevalidationcallback", "servercertificatecustomvalidationcallback",
			"dangerousacceptanyservercertificatevalidator", "skipcertificatecheck", "allow_all_hostname_verifier", "noophostnameverifier", "trustallstrategy",
			"trustallcerts", "verify_ssl", "ssl_verify", "sslverify", "verify_none", "danger_accept_invalid_certs", "checkservertrusted", "stricthostkeychecking",
			"git_ssl_no_verify", "pythonhttpsverify", "skip", "ssl_verify_none"},
		text: regexp.MustCompile(`(?i)\bverify\s*=\s*False\b|InsecureSkipVerify\s*[:=]\s*true|NODE_TLS_REJECT_UNAUTHORIZED["'\]]*\s*[:=]\s*["']?0|rejectUnauthorized["']?\s*[:=]\s*false|` +
			`_create_unverified_context|\bCERT_NONE\b|check_hostname\s*=\s*False|CURLOPT_SSL_VERIFY(?:PEER|HOST)\s*(?:,|=>)\s*(?:0|false)|` +
			`ServerCertificate(?:Custom)?ValidationCallback\s*\+?=[^\n]{0,80}(?:true|Dangerous)|DangerousAcceptAnyServerCertificateValidator|-SkipCertificateCheck|ALLOW_ALL_HOSTNAME_VERIFIER|` +
			`NoopHostnameVerifier|TrustAllStrategy|TrustAllCerts|(?:verify_ssl|ssl_verify|sslVerify)["']?\s*[:= ]\s*["']?(?:false|no|off|0)\b|\bVERIFY_NONE\b|SSL_VERIFY_NONE|danger_accept_invalid_certs\(\s*true|` +
			`checkServerTrusted\([^)]{0,120}\)[^{\n]{0,60}\{\s*\}|StrictHostKeyChecking[ =]\s*no\b|GIT_SSL_NO_VERIFY\s*=\s*["']?(?:1|true)|PYTHONHTTPSVERIFY\s*=\s*["']?0|--insecure-skip-tls-verify`),
	},
	{
		// Turns off the firewall.
		Kind:  Kind{"firewall-off", false},
		names: []string{"ufw", "systemctl", "service", "rc-service", "chkconfig", "iptables", "ip6tables", "nft", "netsh", "pfctl", "set-netfirewallprofile", "netfirewallprofile", "update-rc"},
		match: stopsFirewall,
	},
	{
		// Turns off SELinux or AppArmor, which confine programs to what they need.
		Kind:  Kind{"selinux-off", false},
		names: []string{"setenforce", "systemctl", "service", "aa-teardown", "teardown"},
		match: stopsConfinement,
		words: []string{"selinux"},
		text:  regexp.MustCompile(`(?m)(?:^|[\s'"/])SELINUX=(?:disabled|permissive)\b|\b(?:selinux|apparmor)=0\b`),
	},
	{
		// Turns off virus protection or another guard of the operating system.
		Kind:  Kind{"protection-off", false},
		names: []string{"set-mppreference", "mppreference", "sc", "net", "spctl", "csrutil", "bcdedit", "systemctl", "service", "mokutil"},
		match: stopsProtection,
		words: []string{"disableantispyware", "enablelua", "disablerealtimemonitoring", "disableantivirus"},
		text:  regexp.MustCompile(`(?i)\b(?:DisableAntiSpyware|DisableAntiVirus|DisableRealtimeMonitoring)\b[^\n]{0,60}(?:\b1\b|0x0*1\b|true)|\bEnableLUA\b[^\n]{0,60}(?:\b0\b|0x0+\b)`),
	},
	{
		// Changes the Windows registry.
		Kind:  Kind{"registry-write", false},
		names: []string{"reg", "regedit", "set-itemproperty", "new-itemproperty", "remove-itemproperty", "remove-item", "new-item", "itemproperty", "sp"},
		match: func(line []command, i int) bool { return changesRegistry(line[i]) && !deletesHive(line[i]) },
	},
	{
		// Writes firmware or a boot loader; if it is interrupted or the file is wrong, the device may not start again.
		Kind:  Kind{"firmware-write", false},
		names: []string{"flashrom", "esptool", "fastboot", "dfu-util", "dfu", "avrdude", "mtd", "nvflash", "stm32flash", "stm", "flash_erase", "nandwrite", "sysupgrade", "efibootmgr"},
		match: writesFirmware,
	},
	{
		// Deletes a database, a table, or all of its rows.
		Kind:  Kind{"data-drop", false},
		names: []string{"redis-cli", "redis", "dropdb"},
		match: func(line []command, i int) bool {
			return line[i].name == "dropdb" || line[i].has("flushall", "flushdb")
		},
		words: []string{"drop", "truncate", "delete", "update", "dropdatabase", "deletemany", "flushall"},
		text: regexp.MustCompile(`(?i)\bdrop\s+(?:database|schema|table|keyspace)\s+[\w"'\x60\[]|\btruncate\s+table\s+\w|\bdelete\s+from\s+[\w."'\x60\[\]]+\s*(?:;|["']\s*[);]|\z)|` +
			`\bupdate\s+[\w."\x60\[\]]+\s+set\s+[^;]{1,300}(?:;|\z)|\.dropDatabase\(\)|\.deleteMany\(\s*\{\s*\}\s*\)|^\s*FLUSH(?:ALL|DB)\b`),
		codeOnly: true,
		confirm: func(m string) bool {
			return !regexp.MustCompile(`(?i)^update\b.*\bwhere\b`).MatchString(strings.ReplaceAll(m, "\n", " "))
		},
	},
	{
		// Throws away commits or uncommitted work for good.
		Kind:  Kind{"git-destroy", false},
		names: []string{"git"},
		match: func(line []command, i int) bool { return losesWork(line[i]) },
	},
	{
		// Shows what looks like a real password or key.
		Kind:  Kind{"secret", false},
		words: []string{"password", "passwd", "secret", "api_key", "apikey", "token", "private", "db_password", "client_secret", "secret_key", "access_token", "xoxb", "xoxp", "glpat"},
		text: regexp.MustCompile(`\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[baprs]-[0-9A-Za-z-]{20,}|\bsk_live_[0-9a-zA-Z]{20,}|\bAIza[0-9A-Za-z_-]{35}|\bglpat-[\w-]{20}|` +
			`-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----|(?i)\b[\w-]*(?:password|passwd|secret|api_?key|token)\w{0,10}["']?\s*[:=]{1,2}>?\s*["'][^"'\s]{8,}["']`),
		codeOnly: true,
		confirm:  looksSecret,
	},
	{
		// Hashes passwords with a function that is quickly tried out.
		Kind:  Kind{"weak-password-hash", false},
		words: []string{"md5", "sha1", "md5hex", "sha1hex"},
		text: regexp.MustCompile(`(?i)\b(?:md5|sha1)(?:hex|sum)?\s*\([^)\n]{0,40}(?:passw|pwd|passphrase)|(?:getInstance|createHash)\(\s*["'](?:MD5|SHA-?1)["']\)[^\n]{0,80}passw|` +
			`passw\w*["'\]]*\s*[:=]+\s*[\w.$:\\>(-]{0,30}\b(?:md5|sha1)(?:hex)?\(`),
		codeOnly: true,
	},
	{
		// Encrypts in a way that shows equal parts of the text as equal, or with a broken cipher.
		Kind:  Kind{"weak-cipher", false},
		words: []string{"ecb", "mode_ecb", "getinstance", "createcipheriv", "rc4"},
		text: regexp.MustCompile(`(?i)\b(?:AES|DES|DESede|Blowfish)/ECB\b|\bMODE_ECB\b|CipherMode\.ECB|\baes-?(?:128|192|256)-ecb\b|Cipher\.getInstance\(\s*["'](?:AES|DES|DESede|RC4|Blowfish)["']\s*\)|` +
			`createCipheriv\(\s*["'](?:des|rc4|aes-\d+-ecb)`),
		codeOnly: true,
	},
}
