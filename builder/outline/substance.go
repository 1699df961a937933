package outline

import (
	"bytes"
	"strings"
	"unicode"
)

// A Substance is how much there is in the solution of a text.
type Substance uint8

const (
	Enough        Substance = iota
	NextToNothing           // it thanks, or says that something works, and not why: "Solved! Thanks"
	Nothing                 // there is no solution below the question
)

// None reports whether there is no solution.
func (s Substance) None() bool { return s == Nothing }

// Little reports whether the solution says next to nothing.
func (s Substance) Little() bool { return s == NextToNothing }

// SubstanceOf looks at a solution: its HTML and its plain text. What has code, a
// link, a picture or a table says something. So does a word that is not among the
// courtesies, which are listed for the languages of the interface; a text in another
// language therefore always says something.
func SubstanceOf(html []byte, text string) Substance {
	for _, tag := range []string{"<a ", "<img", "<code", "<pre", "<table", "<video", "<audio", "<math", "<svg"} {
		if bytes.Contains(html, []byte(tag)) {
			return Enough
		}
	}
	if strings.IndexFunc(text, inWord) < 0 {
		return Nothing
	}
	if len(text) <= maxCourtesy && isCourtesy(text) {
		return NextToNothing
	}
	return Enough
}

// maxCourtesy is how many bytes a text may have that is nothing but courtesies.
const maxCourtesy = 600

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// isCourtesy reports whether a text has no other words than courtesies. Names of
// people who are thanked, "@jane", do not count.
func isCourtesy(text string) bool {
	text = strings.ToLower(strings.NewReplacer("’", "'", "ـ", "").Replace(text))
	for _, phrase := range phrases {
		text = strings.ReplaceAll(text, phrase, " ")
	}
	for word := range strings.FieldsSeq(text) {
		if strings.HasPrefix(word, "@") {
			continue
		}
		for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return !inWord(r) && r != '\'' }) {
			if part = strings.Trim(part, "'"); part != "" && !courtesies[part] {
				return false
			}
		}
	}
	return true
}

// phrases are courtesies of languages that put no blanks between words, the longer
// first.
var phrases = strings.Fields(`
ありがとうございました ありがとうございます どうもありがとう ありがとう 解決いたしました 解決しました 解決できました 自己解決しました 自己解決です 自己解決 解決済みです 解決済み 解決です 解決した 解決
問題なく動きました 動きました 直りました 治りました できました 出来ました お世話になりました お騒がせしました 失礼しました 皆さん みなさん 本当に 無事に 無事 どうも です ました した は が の を に も と で
已经解决了 已经解决 问题解决了 问题已解决 已解决 解决了 解决 搞定了 搞定 好了 可以了 已经 谢谢大家 谢谢各位 谢谢你 谢谢您 谢谢 感谢大家 感谢 多谢 大家 各位 自己 问题 没问题了 没事了 了 的 我 已`)

var courtesies = setOf(`
a about advice again all already also am an and answer answered any anymore anyone anyway appreciate appreciated are as at awesome back be
been bye can case cheers close closed closing cool correct did do does don't done edit else error eventually everybody everyone everything
figured finally fine fix fixed fixing folks for found friend from funny get glad go going good got great guys had has have haven't hello help
helped helpful helping here hey hi hope how i i'll i'm i've idea if ignore in is issue issues it it's its itself just know less like longer
lot lots luck make many mark marked marking matter maybe me mind mine mistake much my myself mystery never nevermind nice no not nothing now
nvm of ok okay on one or other our out own perfect please post posted problem problems question quick question reply replies resolve resolved
right seems self should side silly so solution solutions solve solved solves solving some somehow something sorry stupid suggestion
suggestions support sure thank thanks thankyou that that's thats the them then there these thing things this those thread thx time to today
together too topic topics trick try tx ty up update updated us use very was we well were what whatever when which while will wish with within
wonderful work worked working works worry would wow wrong yay yeah yep yes you your yours

aber alle allen alles als am an andere antwort antworten auch auf bei bereits besten bin bitte da dank danke danken dann das dass daß den der
dich die dir doch durch eine einem einen einer eines ein entschuldigung er erledigt es euch eure eurer fehler fertig frage freut für funktioniert
funktionierte gar gefunden gehen geht gelöst geklärt gelernt gerade geschafft gibt ging gut habe haben hallo hat hatte herzlichen hier hilfe ich
ihnen ihr im in inzwischen ist ja jetzt kann kein klappt klappte lag leute liebe lösung lösungen mal mein meine meinem mich mir mit nach nein
nicht noch nun nur ob ok okay problem probleme schon schöne selber selbst sich sie sind so sorry thema tipp tipps trotzdem um und uns vielen viel
vielmals von war was weil weiß wieder wie wir wird wohl wurde zu zum zur zwischenzeitlich

à ai aide aider au aussi avait avec avoir beaucoup bien bon bonjour bonne c'est ça cas ce cela ces cet cette clos comme corrigé d'aide dans de des
désolé du en encore enfin erreur est et était été fait ferme finalement fois fonctionne fonctionnait grand grâce il j'ai je l'aide la le les ma
maintenant marche marché me merci mes moi moi-même même mon ne nickel non nos notre on ou oui par parfait pas peu plus pour problème problèmes
que question qui réglé règle réponse réponses résolu résolue salut seul si solution soucis sujet sur tous tout toute toutes toutefois trouvé très
tu un une vos votre vous y

a al algo amigos ahora ayuda ayudas bien bueno cerrado cerrar con cual de del disculpen el ella ellos en era error es esta está estaba este esto fue
funciona funcionó funcionando gracias ha había hay he hola igual la las le lo los listo logré me mi mil mismo muchas muchísimas muy no nos nuevo
o ok para pero perdón perfecto por problema problemas pude que quedó resolver resolví resolvió respuesta respuestas resuelto saludos se ser si sí
solo sólo solución solucionado solucionar solucioné solucionó su sus tema todo todos un una ustedes vuestra y ya yo

agora agradeço ajuda ajudar ao aos as até bem boa bom com consegui da das de deu do dos e ela ele era erro essa esse está estava este eu
fechado fechar foi funciona funcionando funcionou já isso isto lhe meu meus mesmo minha muita muito muitíssimo na não nas no nos o obrigada
obrigado ok olá os ou para pela pelo pessoal por porém problema problemas que resolver resolvi resolvido resolvida resolveu resposta respostas
se sim só solução solucionado solucionei sozinho todos tudo tópico um uma valeu você vocês vlw

تم الحل حل حلها حلت المشكلة مشكلة مشكلتي شكرا شكراً شكرًا جزيلا جزيلاً جزيلًا لكم لك للجميع الجميع جميعا جميعًا على المساعدة مساعدتكم
يعمل تعمل الآن الان الأن كل شيء بنجاح لقد وجدت الخطأ خطأ مني نفسي بنفسي والحمد الحمد لله انتهى انتهت مغلق نعم لا هذا هذه في من و ما كان كانت الموضوع اخواني إخواني`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}
