package outline

import "testing"

func TestSubstance(t *testing.T) {
	for text, want := range map[string]Substance{
		"Solved! Thanks": NextToNothing,
		"Never mind, I figured it out. Thanks everyone!": NextToNothing,
		"It works now, thanks @jane":                     NextToNothing,
		"Solved, it was a mistake on my side.":           NextToNothing,
		"I've fixed it myself. Closing this.":            NextToNothing,
		"Danke, hat sich erledigt.":                      NextToNothing,
		"Problem gelöst, vielen Dank!":                   NextToNothing,
		"Merci, c’est résolu !":                          NextToNothing,
		"¡Solucionado! Muchas gracias a todos.":          NextToNothing,
		"Resolvido, obrigado pessoal!":                   NextToNothing,
		"解決しました。ありがとうございます！":                             NextToNothing,
		"已经解决了，谢谢大家":                                     NextToNothing,
		"تم حل المشكلة شكرا لكم":                         NextToNothing,
		"":                                  Nothing,
		"…":                                 Nothing,
		"👍":                                 Nothing,
		"Restart it.":                       Enough,
		"Turn it off and on again. Thanks!": Enough,
		"Reinstalling the driver fixed it.": Enough,
		"Use port 8443":                     Enough,
		"Neustart hat geholfen, danke":      Enough,
		"再起動で解決しました":                        Enough,
		"重启就好了":                             Enough,
		"Rebooting":                         Enough,
		"Kiitos, ratkesi":                   Enough, // no language of the interface
	} {
		if got := SubstanceOf([]byte("<p>"+text+"</p>"), text); got != want {
			t.Errorf("%q has substance %d, want %d", text, got, want)
		}
	}
	for _, html := range []string{`<p>Solved! <a href="x">Thanks</a></p>`, `<p>Solved by <code>x</code></p>`, `<p><img src="x"></p>`} {
		if SubstanceOf([]byte(html), "Solved! Thanks") != Enough {
			t.Errorf("%s says nothing", html)
		}
	}
}
