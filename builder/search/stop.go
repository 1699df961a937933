package search

import (
	"strings"
	"sync"
)

// stopWords are the words of a language that say nothing about a subject, as
// tokens: folded, without apostrophes. Every language that has a stemmer has some.
func stopWords(language string) string {
	return strings.Join(strings.Fields(stop[stopCode(language)]), " ")
}

func stopCode(language string) string {
	code := primary(language)
	if code == "nb" || code == "nn" {
		return "no"
	}
	return code
}

// stopSets returns the stop words by language.
var stopSets = sync.OnceValue(func() map[string]map[string]bool {
	sets := map[string]map[string]bool{}
	for language, words := range stop {
		sets[language] = setOf(words)
	}
	return sets
})

// setOf returns the words between spaces.
func setOf(words string) map[string]bool {
	s := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		s[w] = true
	}
	return s
}

var stop = map[string]string{
	"en": `a about after all also am an and any anybody anyone are as at be because been before being but by can
		cannot cant could couldnt did didnt do does doesnt doing done dont each either else ever for from get gets
		getting give given go going got had has hasnt have havent having he her here him his how i id if ill im in
		into is isnt it its ive just know let like ll made make many may me might more most much must my myself
		need no nor not of off on one only onto or other our out over own please re same shall she should shouldnt
		since so some someone something still such than thank thanks that thats the their them then there theres
		these they theyre thing things this those through to too try trying under until up upon us use used using
		ve very want was wasnt way we well were what whats when where whether which while who whom whose why will
		with within without wont would wouldnt yes yet you your youre`,
	"de": `aber alle als also am an ander auch auf aus bei bin bis bist da damit dann das dass dein dem den der des
		dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er
		es etwas euch fur gegen gibt habe haben hat hatte hier ich ihm ihn ihr ihre im in ins ist ja jede jeder
		jetzt kann kannst kein keine konnen man mein meine mich mir mit muss nach nicht noch nun nur ob oder ohne
		sehr sein seine sich sie sind so soll sollte uber um und uns unter vom von vor war warum was weil wenn wer
		werden wie wieder wir wird wo zu zum zur`,
	"fr": `a ai aie alors apres au aucun aussi aux avant avec avoir c ca car ce cela ces cet cette ceux chez comme
		comment d dans de des donc dont du elle elles en encore est et etait etre eu fait faire il ils j je l la
		le les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou par pas peut plus pour
		pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont sur t ta te tes toi
		ton tout tous tres tu un une vos votre vous y`,
	"es": `a al algo ante antes aqui asi aun aunque cada como con cual cuando de del desde donde dos e el ella ellas
		ellos en entre era es esa esas ese eso esos esta estan estas este esto estos fue ha hace hacer han hasta
		hay la las le les lo los mas me mi mis muy nada ni no nos o os otra otro para pero poco por porque puede
		puedo que quien se sea ser si sin sobre solo son su sus tal tambien tan te tengo ti tiene todo todos tu
		tus un una uno unos y ya yo`,
	"it": `a ad agli ai al alla alle allo anche ancora avere c che chi ci come con cosa cui d da dagli dai dal dalla
		dalle dei del della delle dello di dopo dove e ed era essere fa fare fra gli ha hai hanno ho i il in io
		l la le lei lo loro lui ma mi mia mio molto ne nei nel nella nelle no noi non nostro o ogni per perche
		piu poi puo qual quale quando quanto quella quello questa questi questo qui sa se sei si sia sono sta su
		sua sugli sui sul sulla suo te ti tra tu tutti tutto un una uno vi voi`,
	"pt": `a ao aos aquela aquele aqui as assim ate com como da das de dela dele depois do dos e ela elas ele eles em
		entre era essa esse esta estao estas este estes estou eu faz fazer foi ha isso isto ja la lhe mais mas me
		mesmo meu minha muito na nao nas nem no nos nossa nosso num numa o onde os ou para pela pelo pode por
		porque posso qual quando que quem se sem ser seu seus so sobre sua suas tal tambem te tem tenho ter todos
		tu tudo um uma uns voce voces`,
	"nl": `aan al als ben bij daar dan dat de der deze die dit doe doen door dus een en er ge geen had heb hebben
		heeft hem het hier hij hoe hun ik in is ja je kan kunnen maar me meer men met mij mijn moet na naar niet
		nog nu of om omdat ook op over te tegen toch toen tot u uit uw van veel voor waar was wat we wel werd wie
		wij wil worden zal ze zich zij zijn zo zonder zou`,
	"sv": `alla att av blev bli da dar de dem den denna det detta dig din du efter ej eller en er ett fran for gor ha
		han har hon hur i inte jag kan man med mig min mot mycket nar ni nu och om oss pa sa sig sin skulle som
		ta till under upp ut vad var vara varfor vi vid vilken vill`,
	"da": `af alle at blev blive da de dem den denne der det dette dig din du efter eller en er et for fra ha han
		har hun hvad hvis hvor hvordan hvorfor i ikke jeg kan man med meget men mig min mod nar nogle nu og om op
		os pa sig sin skal som til ud under var ved vi vil`,
	"no": `a alle at av ble bli da de dem den denne der det dette deg din du eller en er et etter for fra ha han har
		hun hva hvis hvor hvordan hvorfor i ikke jeg kan man med meg men min mot mye na nar noen og om opp oss pa
		sa seg sin skal som til ut var ved vi vil`,
	"fi": `ei en ennen etta han hanen ja jo joka jos kanssa kuin kun kuka mika mina miten miksi minun mutta mutta myos
		ne niin nyt ole oli olla on ovat se sen sina sita tai tama tassa tama vai voi voiko`,
	"ru": `а без бы был была были было быть в вам вас во вот все всего вы где да для до его ее если есть еще же за и
		из или им их к как какой когда кто ли мне можно мои мой мы на надо нас не нет ни но о об он она они оно от
		по почему при с со так там то того только тут ты у уже что чтобы это этот я`,
	"hu": `a abban ahhoz aki akik ami amit arra az azok azon azt azzal be de e ebben egy egyik el en es ez ezek ezt fel ha
		hanem hogy hol hova igen is itt jo kell ki kik le legyen lehet lesz lett ma maga majd meg mely mert mi miert mig
		mikor milyen mint mit most nagyon ne nekem nem nincs o ok olyan ott pedig persze s sem sok te tehat ti tobb vagy
		vagyok valami van vannak volt`,
	"ro": `a acea aceasta aceea acel acele acest aceste acestea acesti acolo ai aici al ale am ar are as asa asta ati atunci
		au avea ca cand care cat ce cea cei cel cele chiar cine cu cum da daca dar de decat deci din doar dupa e ea ei el
		ele era este eu face fara fi fie fiind fost iar il imi in inca intre isi l la le li lor lui m ma mai mea mei mele
		meu mi n ne ni nici nimic noi nostru nu o ori pana pe pentru prin s sa sau se si spre sunt te ti tu un una unde
		unei unui va vom voi`,
	"tr": `acaba ama ancak artik az bana bazi belki ben beni benim bile bir biraz biri biz bize bizim bu buna bunu bunun
		burada cok cunku da daha de defa degil diye en gibi hem hep her hic icin ile ise kadar ki kim m mi mu nasil ne
		neden nerede niye o olan olarak oldu olur ona onlar onu onun orada oysa pek sadece sen siz su tum var ve veya ya
		yani yok`,
	"ga": `a ach ag agus an ar as ba be beidh bhi bhuil bi cad cen chun de den do don eile fos ga gan go i iad in is isteach
		le leis lena ma mar me mo na nach ni nil no nuair o os ona roimh sa san se seo si sin siad sinn sna tar tu un`,
	"ar": `ابي اذا الا التي الذي الى ان انا انت انه او اي اين بعد بل بين تكون تلك ثم حتى حيث ذلك عن عند غير في قبل قد كان كانت كل
		كما كيف لا لان لقد لم لماذا لن له لها لو ليس ما متى مع من منذ نحن هذا هذه هل هم هنا هو هي و وقد وهو يكون`,
	"ta": `அது அந்த அவர் அவர்கள் ஆகும் ஆனால் இது இந்த இருந்து இல்லை உள்ள எங்கு எந்த என என்ற என்று என்ன எப்படி எப்போது ஏன் ஒரு
		கொண்டு தான் நான் நீங்கள் பற்றி போது மற்றும் மிகவும் முடியும் யார் வேண்டும்`,
}
