package view

import (
	"strconv"

	"winnow/builder/fixedpoint"
)

// Trust and scores are shown in points: One is a hundred of them. They are
// taken apart in tenths.
const point, tenth = fixedpoint.One / 100, fixedpoint.One / 1000

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
func units(m fixedpoint.Micro) string {
	t := rounded(m, fixedpoint.One/10)
	if t%10 == 0 {
		return strconv.FormatInt(t/10, 10)
	}
	return decimal(t)
}

// rounded returns a number in the given unit, to the nearest.
func rounded(m, unit fixedpoint.Micro) int64 { return int64(fixedpoint.MulDiv(m, 1, unit)) }
