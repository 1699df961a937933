package view

import (
	"strconv"

	"winnow/builder/reputation"
)

// Trust and scores are shown in points: One is a hundred of them. They are
// taken apart in tenths.
const point, tenth = reputation.One / 100, reputation.One / 1000

// minus is the sign of negative numbers, as wide as a plus.
const minus = "−"

// decimal writes tenths: "74.0", "−3.1".
func decimal(t int64) string {
	sign := ""
	if t < 0 {
		sign, t = minus, -t
	}
	return sign + strconv.FormatInt(t/10, 10) + "." + string(rune('0'+t%10))
}

// signed writes tenths with their sign: "+5.0", "−3.1", "0.0".
func signed(t int64) string {
	if t > 0 {
		return "+" + decimal(t)
	}
	return decimal(t)
}

// units writes millionths of a unit with at most one decimal: "23", "7.4".
func units(m reputation.Micro) string {
	t := m.Round(reputation.One / 10)
	if t%10 == 0 {
		return strconv.FormatInt(t/10, 10)
	}
	return decimal(t)
}
