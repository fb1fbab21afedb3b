"""What the list of Dutch words does not tell about compounds.

Found by dividing the 40,000 commonest words and reading what came out.
"""

# Between the parts of a compound.
LINKS = ("", "s", "e", "en", "n")

# What some words become in front of another.
COMBINING = {"eier": "ei", "glazen": "glas", "scheeps": "schip", "zonne": "zon"}

# Parts of three letters that are worth it; most words of three letters are in others by
# accident.
SHORT_PARTS = frozenset(
    """
    bad bal bar bed bel bom bos bot bus cao cel dag dak dam eed eis erf fan gas gat god
    hal hek hof hok hut ijs jas kas kat kip kop lab lid lot man map mes mug nek net olie
    oog pad pak pen pop pot ras rok rol rug sap tak tas tv top uur vak vat vee vis wal wet
    wol zak zee zin zon zus weg
    """.split()
)

# Words that stand in others as prefixes, endings or by accident.
NEVER_PARTS = frozenset(
    """
    aan achter af anti bij binnen boven door her in langs mede mee met mis naar naast neer
    non om onder ont oor op over per pro rond samen sinds sub te tegen toe tot trans tussen
    uit van ver vice voor voort wan zonder
    ander andere daar daarom dan dat deze die dit doen doet door dus een eens eer eerder
    eigen elk erg even ging gaan gaat geen had hadden heb hebben heeft heel hier hoe iets
    ieder iemand jouw jullie kan kom komt kon laat laten liet ligt maar meer meest mijn
    minder moet mogen niemand niet niets nog nooit onze ook reeds soms steeds toen vaak
    veel waar waren was wat weer wel werd wie word worden zelf zeer zich zij zijn zou zulk
    aard achtig ages aren aars allee aller ament baar baring beha beste bode bood buil chap
    dage deling docu dom dome eden eken eling ellen elen enden ente eren eringen ering esten
    etje gaat gene gesp hartig haar heid hoeft huwe imperia isme ism ister keren kelen kers
    ketje ketten kier laar leve lijk lijken list lite loos loosheid ment mend mini nemende
    netje letje onden oren pees pels peri ping prak prei raar ratuur rege regen rende
    reeks schap sing ster steren sting stuk tallen teken tijk toor trap uren verg vers
    smacht versie vert verst vest voort wand wicht zing wille
    """.split()
) - {"regen", "stuk", "teken", "trap", "reeks", "boven", "binnen", "wand", "versie"}

# Heads of words whose first part only looks like one.
NEVER_PARTS_IN = {
    "ding": r"(?:ou|ei|oe|ie|ui|aa|an|en|on|rt)ding$",
    "rij": r"erij$",
    "ring": r"ering$|oring$|aring$",
    "pen": r"ppen$",
    "eten": r"(?:ane|and|men|gr|sl|pr)eten$",
    "aren": r"aren$",
    "uur": r"(?:ult|ost|ect|uct|est|ekt)uur$",
    "oor": r"(?:nt|st|kt)oor$",
    "aal": r"aal$",
    "ster": r"(?:m|n|l|r|i)ster$",
    "ham": r"lham$",
    "pers": r"ppers$|apers$",
    "chip": r"schip$",
    "teen": r"steen$",
    "sloop": r"levensloop$",
}

# Endings that make adjectives of verbs: veelzeggende is no compound of zeggende.
CLOSING = ("ende", "enden", "baarheid", "loosheid")

# What place names and surnames end in: where the whole is not known, it is a name.
NAMES_END_IN = frozenset(
    "berg burg dam dorp haven hof hoven kerk land man meer mond stad stein veen veld wijk "
    "holm ton son".split()
)

# Nouns that bend in a way of their own.
NOUNS = frozenset(
    """
    arbeid bende bestuur bloed drinken einde ellende legende energie gedrag geweld goud jeugd kleding landbouw
    literatuur media moed natuur onderwijs rook schip toerisme uitvoer verkeer verkoop
    verraad vertrouwen vrede
    """.split()
)

# Words that look like compounds and are none, or no longer.
WHOLE = frozenset(
    """
    achtergrond aandeel automaat autobiografie bankier batterij bedrag bedrijf bestuur
    bewind boerderij boodschap cultuur dageraad document europees evenwicht figuur
    fotograaf fotografie garderobe gemenebest gesprek griffier hamster hamburger
    handelaar huisvesting huwelijk imperialist kampioen kantoor kapitaal karbonade
    kwartaal kwartier lantaarn literatuur locomotief loopgraaf manier manoeuvre
    masterplan message metropool minister misdaad modern monster oordeel oorlog oorzaak
    openbaring opperhoofd opperbest paradijs parameter parlement passage pastoor piano
    planeet postuur praktijk president protest rendement scheiding sinister sponsor
    spreiding standaard stereotype stroop televisie testament transport veertien
    veertiende verhouding versiering vertrek voorbeeld vooroordeel waardering werkelijk
    kanton kasteel terrein pistool plafond kompas kapitein marathon patroon vandoor
    achttiende achttien allemaal bovendien duitsland engeland enigszins frankrijk
    langzamerhand levenslang rotterdam steevast tegelijkertijd zestiende binnenkort vierenhalf kilometer
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag wederom landerijen hartstocht leidraad
    """.split()
)
