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
    aap bad bak bal bar bed bek bel bok bol bom bon bos bot box bui bus cao cel dag dak dal
    dam das dek dop eed eik eis erf fan gas gat god hal hek hof hok hut ijs jas kap kas kat
    kip koe kop kus lab lak lat les lid lot man map mes mos mug mus nek net olie oog pad pak
    pan pen pet pil pit pop pot put rad ras rat rem rib rif rit rob rok rol rug sap som tak
    tas tip tol top tv uil uur vak vat vee vel vis vlo vos wal weg wet wol zak zee zin zon
    zus
    """
)

# Stems of verbs of three letters, in front alone: eetkamer, but no planeet.
SHORT_STEMS = listed("eet lig rij zit")

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

# What these prepositions stand in front of without making another thing of it: a voorman
# is a man, a voordeel no deel.
AFTER_PREPOSITIONS = {
    "achter": listed("bak band buurt deur kamer kant licht naam poot tuin wiel zak"),
    "mede": listed(
        """
        auteur bestuurder bewoner burger dader eigenaar gevangene leerling mens passagier
        redacteur reiziger scholier speler stander student verdachte werker
        """
    ),
    "onder": listed("arm been broek buik jurk kaak lip rug tand titel verdieping"),
    "tegen": listed(
        "aanval argument betoger bewijs demonstrant doelpunt offensief partij"
    ),
    "voor": listed("arm deur gevel kamer kant man naam poot tand tuin vader wiel"),
}

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
    "oog": r"(?:al|ol|t)oog$",
    "thuis": r"thuis$",
    "weerman": r"brandweerman$",
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
    arbeid bende bestuur bloed drinken eind einde ellende energie gedrag geweld glas goud
    groei jeugd kleding kleren klok koe koude landbouw legende literatuur match media moed
    natuur onderwijs rook schip spoed toerisme uitvoer verkeer verkoop verraad vertrouwen
    vee vrede wol
    """
)

# Words that look like compounds and are none, or no longer.
WHOLE = listed(
    """
    aandeel achtergevel achtergrond achttien achttiende allemaal autobiografie automaat
    bankier batterij bedrag bedrijf bekleder beklemming bestuur bewind binnenkort boerderij
    bonbon boodschap bovendien buikriem combinatie cultuur dageraad dinsdag document
    donderdag duitsland engeland enigszins europees evenwicht figuur fotograaf fotografie
    frankrijk garderobe gemenebest gesprek griffier hamburger hamster handelaar hartstocht
    huisvesting huwelijk imperialist kameraad kampeer kampioen kanton kantoor kapitaal
    kapitein karbonade kasteel kilometer koekoek kompas kwartaal kwartier landerijen
    langzamerhand lantaarn leidraad levenslang literatuur locomotief loopgraaf maandag
    manier manoeuvre marathon masterplan message metropool minister misdaad modern monster
    musette musketon oordeel oorlog oorzaak openbaring opperbest opperhoofd pantalon
    pantheisme pantheist pantoffel paradijs parameter parlement passage pastoor patroon
    piano pilaster pistool plafond planeet postuur praktijk president profeet protest
    rendement rotterdam scheiding sinister sponsor spreiding standaard steevast stereotype
    stroop tegelijkertijd televisie terrein testament transport trompet vandoor veertien
    veertiende verhouding versiering vertrek vierenhalf voorbeeld vooroordeel vrijdag
    vrijwillig vrijwilliger waardering wederom werkelijk woensdag zaterdag zestiende zondag
    """
)
