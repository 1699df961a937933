package finish

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// maxSVG is how many bytes a drawing may have.
const maxSVG = 8 << 20

// emptySVG takes the place of a drawing that cannot be read.
const emptySVG = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`

// drawn are the elements of SVG that draw. What runs (script, animations), what
// shows other documents (foreignObject), and what programs note for themselves
// (metadata) is left out with all that is in it.
var drawn = words(`svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan
	textPath image marker pattern mask clipPath linearGradient radialGradient stop filter view
	feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
	feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
	feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// SVG returns a drawing that is harmless also when a browser opens it by itself: no
// scripts, no events, no links, nothing from other hosts.
func SVG(data []byte) []byte {
	c := svgCleaner{in: xml.NewDecoder(bytes.NewReader(data))}
	c.in.Strict = false
	c.in.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) { return in, nil }
	if len(data) > maxSVG || c.run() != nil || !bytes.Contains(c.out.Bytes(), []byte("<svg")) {
		return []byte(emptySVG)
	}
	return c.out.Bytes()
}

type svgCleaner struct {
	in    *xml.Decoder
	out   bytes.Buffer
	open  []string // elements that are written and not closed
	style bool     // in <style>
}

func (c *svgCleaner) run() error {
	for {
		token, err := c.in.RawToken()
		if errors.Is(err, io.EOF) {
			return c.end(0)
		}
		if err != nil {
			return err
		}
		if err := c.token(token); err != nil {
			return err
		}
	}
}

func (c *svgCleaner) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return c.start(t)
	case xml.EndElement:
		for i := len(c.open) - 1; i >= 0; i-- {
			if c.open[i] == t.Name.Local {
				return c.end(i)
			}
		}
	case xml.CharData:
		if !c.style || harmlessStyle(string(t)) {
			return xml.EscapeText(&c.out, t)
		}
	}
	return nil
}

// end closes the elements from the given one on.
func (c *svgCleaner) end(from int) error {
	for len(c.open) > from {
		last := len(c.open) - 1
		c.out.WriteString("</" + c.open[last] + ">")
		c.open = c.open[:last]
	}
	c.style = false
	return nil
}

func (c *svgCleaner) start(t xml.StartElement) error {
	name := t.Name.Local
	switch {
	case (t.Name.Space == "" || t.Name.Space == "svg") && drawn[name]:
	case t.Name.Space == "" && name == "a": // what it shows stays
		return nil
	default:
		return c.skip()
	}
	c.out.WriteString("<" + name)
	if len(c.open) == 0 {
		c.out.WriteString(` xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`)
	}
	for _, a := range t.Attr {
		if key := attrName(a.Name); harmlessAttr(key, a.Value) {
			c.out.WriteString(" " + key + `="`)
			xml.EscapeText(&c.out, []byte(a.Value))
			c.out.WriteString(`"`)
		}
	}
	c.out.WriteString(">")
	c.open, c.style = append(c.open, name), name == "style"
	return nil
}

// skip passes over an element whose start was read.
func (c *svgCleaner) skip() error {
	for depth := 1; depth > 0; {
		token, err := c.in.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

func attrName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// harmlessAttr reports whether an attribute is kept.
func harmlessAttr(key, value string) bool {
	lower := strings.ToLower(key)
	if strings.Trim(lower, "abcdefghijklmnopqrstuvwxyz0123456789-_:.") != "" || strings.HasPrefix(lower, "xmlns") || strings.HasPrefix(lower, "on") {
		return false
	}
	switch lower {
	case "href", "xlink:href", "src":
		return strings.HasPrefix(value, "#") || isPicture(value)
	}
	if prefix, _, found := strings.Cut(lower, ":"); found && prefix != "xml" && prefix != "xlink" {
		return false
	}
	return lower != "xml:base" && harmlessStyle(value)
}

func isPicture(value string) bool {
	for _, kind := range []string{"png", "jpeg", "jpg", "gif", "webp"} {
		if strings.HasPrefix(value, "data:image/"+kind+";base64,") {
			return true
		}
	}
	return false
}

// harmlessStyle reports whether a style fetches nothing: what it refers to is in the
// drawing itself.
func harmlessStyle(css string) bool {
	css = strings.ToLower(strings.Join(strings.Fields(css), ""))
	if strings.ContainsAny(css, `\`) || strings.Contains(css, "@import") || strings.Contains(css, "javascript:") || strings.Contains(css, "image-set(") {
		return false
	}
	return strings.Count(css, "url(") == strings.Count(css, "url(#")+strings.Count(css, `url("#`)+strings.Count(css, "url('#")
}
