package math

import "strings"

// symbols reads a table of names and characters.
func symbols(table string) map[string]string {
	out := map[string]string{}
	words := strings.Fields(table)
	for i := 0; i+1 < len(words); i += 2 {
		out[words[i]] = words[i+1]
		if name, more, ok := strings.Cut(words[i+1], "_"); ok && name != "" {
			out[words[i]] = name + "\u00a0" + more
		}
	}
	return out
}

// letters are commands that stand for a letter or a thing.
var letters = symbols(`
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ lambda λ mu μ nu ν
xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι
Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ varGamma Γ varDelta Δ varTheta Θ varLambda Λ varPi Π varSigma Σ varPhi Φ varPsi Ψ varOmega Ω
ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ gimel ℷ daleth ℸ partial ∂ infty ∞ emptyset ∅ varnothing ∅ nabla ∇
forall ∀ exists ∃ nexists ∄ top ⊤ bot ⊥ angle ∠ measuredangle ∡ triangle △ square □ Box □ blacksquare ■ lozenge ◊ Diamond ◇ diamondsuit ♢
heartsuit ♡ spadesuit ♠ clubsuit ♣ flat ♭ natural ♮ sharp ♯ surd √ degree ° eth ð mho ℧ complement ∁ prime ′ backprime ‵ S § P ¶
dag † ddag ‡ copyright © circledR ® pounds £ yen ¥ euro € checkmark ✓ maltese ✠ bigstar ★ blacktriangle ▲ triangledown ▽ o ø O Ø ae æ AE Æ
aa å AA Å ss ß l ł L Ł i ı N ℕ Z ℤ Q ℚ R ℝ C ℂ Complex ℂ reals ℝ Reals ℝ natnums ℕ`)

// operators are commands that stand for an operator or a relation.
var operators = symbols(`
pm ± mp ∓ times × div ÷ cdot ⋅ cdotp · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ dagger † ddagger ‡ amalg ⨿
cap ∩ cup ∪ Cap ⋒ Cup ⋓ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ diamond ⋄ bigtriangleup △ bigtriangledown ▽
triangleleft ◃ triangleright ▹ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ bigcirc ◯ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ ltimes ⋉ rtimes ⋊ bowtie ⋈ Join ⋈ intercal ⊺ veebar ⊻
barwedge ⊼ curlyvee ⋎ curlywedge ⋏ dotplus ∔ divideontimes ⋇ centerdot ⋅ circledast ⊛ circledcirc ⊚ circleddash ⊝ leftthreetimes ⋋ rightthreetimes ⋌ xor ⊕
le ≤ leq ≤ leqslant ⩽ leqq ≦ ge ≥ geq ≥ geqslant ⩾ geqq ≧ ll ≪ lll ⋘ gg ≫ ggg ⋙ lt < gt > ne ≠ neq ≠ equiv ≡ sim ∼ thicksim ∼ simeq ≃ backsim ∽ approx ≈ thickapprox ≈ approxeq ≊
cong ≅ propto ∝ varpropto ∝ doteq ≐ doteqdot ≑ coloneqq ≔ eqqcolon ≕ coloneq ≔ triangleq ≜ eqcirc ≖ circeq ≗ bumpeq ≏ Bumpeq ≎ asymp ≍ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆
lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nsim ≁ ncong ≇ prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩
in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ nsupseteq ⊉ subseteqq ⫅ supseteqq ⫆ Subset ⋐ Supset ⋑ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒
mid ∣ nmid ∤ shortmid ∣ parallel ∥ nparallel ∦ perp ⟂ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ Vvdash ⊪ nvdash ⊬ nvDash ⊭ smile ⌣ frown ⌢ between ≬ pitchfork ⋔ therefore ∴ because ∵
to → rightarrow → leftarrow ← gets ← uparrow ↑ downarrow ↓ updownarrow ↕ leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺
longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ rightharpoondown ⇁
leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ leadsto ⇝ rightsquigarrow ⇝ leftrightsquigarrow ↭ twoheadrightarrow ↠ twoheadleftarrow ↞
rightarrowtail ↣ leftarrowtail ↢ nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏ nLeftarrow ⇍ nleftrightarrow ↮ nLeftrightarrow ⇎ circlearrowleft ↺ circlearrowright ↻ curvearrowleft ↶ curvearrowright ↷
rightrightarrows ⇉ leftleftarrows ⇇ rightleftarrows ⇄ leftrightarrows ⇆ upuparrows ⇈ downdownarrows ⇊ Rrightarrow ⇛ Lleftarrow ⇚ dashrightarrow ⇢ dashleftarrow ⇠ multimap ⊸ upharpoonright ↾ restriction ↾ Lsh ↰ Rsh ↱
colon : semicolon ; comma , ldots … dots … dotsc … dotso … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱ iddots ⋰ ldotp . neg ¬ lnot ¬ backslash \ # # % % & & _ _ $ $ lq ‘ rq ’
colonapprox ∶≈ vcentcolon ∶ dblcolon ∷ And & And & mathellipsis … textbackslash \ vartriangle △ trianglelefteq ⊴ trianglerighteq ⊵ vartriangleleft ⊲ vartriangleright ⊳ And & eqsim ≂ risingdotseq ≓ fallingdotseq ≒`)

// large are operators that grow in displayed formulas.
var large = symbols(`
sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ bigcap ⋂ bigcup ⋃ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄
intop ∫ smallint ∫`)

// fences are commands that stand for what encloses.
var fences = symbols(`
langle ⟨ rangle ⟩ lbrace { rbrace } { { } } lbrack [ rbrack ] lparen ( rparen ) lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ | ‖
lgroup ⟮ rgroup ⟯ lmoustache ⎰ rmoustache ⎱ ulcorner ⌜ urcorner ⌝ llcorner ⌞ lrcorner ⌟ llbracket ⟦ rrbracket ⟧ lang ⟨ rang ⟩`)

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// functions are names in upright type.
var functions = set(`sin cos tan cot sec csc arcsin arccos arctan arccot arcsec arccsc sinh cosh tanh coth sech csch arsinh arcosh artanh exp log ln lg
	arg deg dim hom ker sgn sign rank tr Tr trace Tr diag vol erf cosec ctg tg sinc`)

// limited are names that have their scripts below and above.
var limited = symbols("lim lim max max min min sup sup inf inf limsup lim_sup liminf lim_inf det det gcd gcd lcm lcm Pr Pr argmax argmax argmin argmin injlim inj_lim projlim proj_lim varlimsup lim_sup varliminf lim_inf")

// spaces are commands that are only wide.
var spaces = map[string]string{
	",": "0.167em", ":": "0.222em", ">": "0.222em", ";": "0.278em", "!": "-0.167em", " ": "0.333em", "\n": "0.333em", "\t": "0.333em", "/": "0",
	"quad": "1em", "qquad": "2em", "enspace": "0.5em", "enskip": "0.5em", "thinspace": "0.167em", "medspace": "0.222em", "thickspace": "0.278em",
	"negthinspace": "-0.167em", "negmedspace": "-0.222em", "space": "0.333em", "nobreakspace": "0.333em", "hfil": "1em", "-": "0",
}
