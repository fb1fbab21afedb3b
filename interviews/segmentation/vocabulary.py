"""Little words by which speech is told from captions and headings, Dutch and English."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST_PERSON = _words(
    """
    ik mij mijn mezelf we wij ons onze me i my mine myself our us im
    """
)
SECOND_PERSON = _words(
    """
    je jij jou jouw jullie u uw uzelf jezelf you your yours yourself
    """
)
INTERROGATIVE = _words(
    """
    hoe wat waarom wie waar wanneer welke welk hoeveel waarmee waarvan waarover waardoor
    waaraan vanwaar hoezo how what why who whom whose where when which
    """
)
INVITING = _words(
    """
    vertel leg beschrijf schets noem omschrijf tell describe explain talk walk
    """
)
VERBS = _words(
    """
    ben bent is was waren wees geweest word wordt werd werden heb hebt heeft had hadden kan
    kun kunt kon konden moet moest moesten mag mocht mochten wil wilt wilde wilden zal zul
    zult zou zouden ga gaat ging gingen kom komt kwam kwamen doe doet deed deden weet wist
    wisten denk denkt dacht vind vindt vond zeg zegt zei zeiden zie ziet zag zagen sta staat
    stond lig ligt lag zit zat loopt liep blijft bleef krijgt kreeg geef geeft gaf laat liet
    am are were be been have has do does did can could will would shall should may might
    must go goes went come comes came say says said know knew think thought get got make
    made
    """
)
PRONOUNS = (
    FIRST_PERSON
    | SECOND_PERSON
    | _words(
        """
    hij zij ze er men iedereen niemand iets niets dit he she they it there nobody everybody
    """
    )
)
ADVERBS = _words(
    """
    daar toen dan nu maar en want dus misschien soms altijd nooit ook hier zo ja nee then
    now but and so maybe sometimes always never also here yes no not niet
    """
)
ARTICLES = _words(
    """
    de het een the a an
    """
)
PREPOSITIONS = _words(
    """
    in tijdens tussen met bij op van voor naast uit aan na onder boven achter te during
    between with at of near outside inside on from after before beside behind under above
    """
)
NEGATIONS = _words("niet geen nooit niemand not never nobody")
MODAL = _words("zou zal kan kon wil would could can will should")
