"""What the list of Dutch words does not tell about compounds.

Found by dividing the 40,000 commonest words and reading what came out.
"""

from interviews.search.lists import listed

# Between the parts of a compound.
LINKS = ("", "s", "e", "en", "n")

# What some words become in front of another.
COMBINING = {"eier": "ei", "glazen": "glas", "scheeps": "schip", "zonne": "zon"}

# Parts of three letters that are worth it; most words of three letters are in others by
# accident.
SHORT_PARTS = listed(
    """
    bad bal bar bed bel bom bos bot bus cao cel dag dak dam eed eis erf fan gas gat god hal
    hek hof hok hut ijs jas kas kat kip kop lab lid lot man map mes mug nek net olie oog pad
    pak pen pop pot ras rok rol rug sap tak tas top tv uur vak vat vee vis wal weg wet wol
    zak zee zin zon zus
    """
)

# Words that stand in others as prefixes, endings or by accident.
NEVER_PARTS = listed(
    """
    aan aard aars achter achtig af ages allee aller ament ander andere anti aren baar baring
    beha beste bij bode bood buil chap daar daarom dage dan dat deling deze die dit docu
    doen doet dom dome door dus eden een eens eer eerder eigen eken elen eling elk ellen
    enden ente eren erg ering eringen esten etje even gaan gaat geen gene gesp ging haar had
    hadden hartig heb hebben heeft heel heid her hier hoe hoeft huwe ieder iemand iets
    imperia in ism isme ister jouw jullie kan kelen keren kers ketje ketten kier kom komt
    kon laar laat langs laten letje leve liet ligt lijk lijken list lite loos loosheid maar
    mede mee meer meest mend ment met mijn minder mini mis moet mogen naar naast neer
    nemende netje niemand niet niets nog non nooit om onden onder ont onze ook oor op oren
    over pees pels per peri ping prak prei pro raar ratuur reeds rege rende rond samen schap
    sinds sing smacht soms steeds ster steren sting sub tallen te tegen tijk toe toen toor
    tot trans tussen uit uren vaak van veel ver verg vers verst vert vest vice voor voort
    waar wan waren was wat weer wel werd wicht wie wille word worden zeer zelf zich zij zijn
    zing zonder zou zulk
    """
)

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
NAMES_END_IN = listed(
    """
    berg burg dam dorp haven hof holm hoven kerk land man meer mond son stad stein ton veen
    veld wijk
    """
)

# Nouns that bend in a way of their own.
NOUNS = listed(
    """
    arbeid bende bestuur bloed drinken einde ellende energie gedrag geweld goud jeugd
    kleding landbouw legende literatuur media moed natuur onderwijs rook schip toerisme
    uitvoer verkeer verkoop verraad vertrouwen vrede
    """
)

# Words that look like compounds and are none, or no longer.
WHOLE = listed(
    """
    aandeel achtergrond achttien achttiende allemaal autobiografie automaat bankier batterij
    bedrag bedrijf bestuur bewind binnenkort boerderij boodschap bovendien cultuur dageraad
    dinsdag document donderdag duitsland engeland enigszins europees evenwicht figuur
    fotograaf fotografie frankrijk garderobe gemenebest gesprek griffier hamburger hamster
    handelaar hartstocht huisvesting huwelijk imperialist kampioen kanton kantoor kapitaal
    kapitein karbonade kasteel kilometer kompas kwartaal kwartier landerijen langzamerhand
    lantaarn leidraad levenslang literatuur locomotief loopgraaf maandag manier manoeuvre
    marathon masterplan message metropool minister misdaad modern monster oordeel oorlog
    oorzaak openbaring opperbest opperhoofd paradijs parameter parlement passage pastoor
    patroon piano pistool plafond planeet postuur praktijk president protest rendement
    rotterdam scheiding sinister sponsor spreiding standaard steevast stereotype stroop
    tegelijkertijd televisie terrein testament transport vandoor veertien veertiende
    verhouding versiering vertrek vierenhalf voorbeeld vooroordeel vrijdag waardering
    wederom werkelijk woensdag zaterdag zestiende zondag
    """
)
