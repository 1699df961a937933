package risk

import (
	"regexp"
	"slices"
	"strings"
)

// The matcher of commands that erase a disk, and what is none: a disk in memory or
// in a file, which is made to be formatted.

var device = regexp.MustCompile(`^(?i:(?:of=)?/dev/(?:[shv]d[a-z]\w{0,3}|sd<\w+>|sd\[\w+\]|xvd[a-z]\d*|nvme\w+|mmcblk\w+|r?disk\w+|md\d+|dm-\d+|a?da\d+|mapper/\S+|disk/by-\S+)|\\\\\.\\physicaldrive\w+)$`)

func isDevice(path string) bool { return device.MatchString(path) }

func erasesDisk(line []command, i int) bool {
	c := line[i]
	if isVirtual(line, i) {
		return false
	}
	onDevice := anyOf(c.args, isDevice)
	switch familyOf(c.name) {
	case "dd":
		return anyOf(c.args, func(a string) bool { return strings.HasPrefix(a, "of=") && isDevice(a) })
	case "mkfs", "mke2fs", "mke", "mkntfs", "newfs", "mkswap", "blkdiscard", "badblocks", "hdparm":
		return onDevice && (c.name != "badblocks" || c.flag("w")) && (c.name != "hdparm" || c.has("--security-erase"))
	case "wipefs":
		return onDevice && c.flag("a", "--all")
	case "shred", "tee":
		return onDevice
	case "sgdisk":
		return onDevice && c.flag("Zo", "--zap-all", "--clear")
	case "parted":
		return onDevice && c.has("mklabel", "mktable")
	case "cp":
		return len(c.args) > 1 && isDevice(c.args[len(c.args)-1])
	case "cat", "echo", "printf":
		return anyOf(c.writes, isDevice)
	}
	return erasesVolume(line, i)
}

var drive = regexp.MustCompile(`^[a-zA-Z]:\\?$`)

// erasesVolume knows the commands that are given a volume by name.
func erasesVolume(line []command, i int) bool {
	switch c := line[i]; c.name {
	case "format":
		return len(c.args) > 0 && drive.MatchString(c.args[0])
	case "diskutil":
		return c.has("erasedisk", "erasevolume", "zerodisk", "secureerase", "partitiondisk", "reformat")
	case "clear-disk", "format-volume":
		return true
	case "zpool":
		return c.is("destroy")
	case "zfs":
		return c.is("destroy") && c.flag("rR")
	case "lvremove", "vgremove", "pvremove":
		return len(c.words()) > 0
	case "mdadm":
		return c.has("--zero-superblock")
	case "cryptsetup":
		return c.is("luksFormat") || c.is("erase") || c.is("luksErase")
	case "nvme":
		return c.is("format")
	}
	return false
}

// virtual are devices in memory or in a file.
var virtual = regexp.MustCompile(`^(?:of=)?/dev/(?:z?ram|loop|nbd|shm/)\w*`)

// makers are the commands that make such a device and name it as if it were a disk:
// they report whether a target is theirs. Mostly it has no name of its own, but
// comes through the pipeline, as $(…) or in a variable.
var makers = map[string]func(c command, target string) bool{
	"hdiutil":   func(command, string) bool { return false },
	"mdconfig":  func(_ command, target string) bool { return strings.HasPrefix(target, "/dev/md") },
	"imdisk":    func(c command, target string) bool { return c.has(target) },
	"new-vhd":   func(command, string) bool { return false },
	"mount-vhd": func(command, string) bool { return false },
}

// isVirtual reports whether a command works on a disk in memory or in a file alone.
func isVirtual(line []command, i int) bool {
	named := slices.DeleteFunc(line[i].words(), func(a string) bool { return !isTarget(a) })
	if len(named) > 0 && !slices.ContainsFunc(named, func(a string) bool { return !virtual.MatchString(a) }) {
		return true
	}
	return slices.ContainsFunc(line, func(c command) bool {
		mine := makers[c.name]
		if mine == nil || c.name == "hdiutil" && !anyOf(c.args, func(a string) bool { return strings.HasPrefix(a, "ram://") }) {
			return false
		}
		return !slices.ContainsFunc(named, func(a string) bool { return !mine(c, a) })
	})
}

// isTarget reports whether an argument names a disk or a volume.
func isTarget(arg string) bool {
	arg = strings.TrimPrefix(arg, "of=")
	return strings.HasPrefix(arg, "/dev/") || strings.HasPrefix(arg, "/Volumes/") || drive.MatchString(arg) || bareDisk.MatchString(arg)
}

var bareDisk = regexp.MustCompile(`^r?disk\d+(?:s\d+)?$`)
