"""Forms that the list of words gives another lemma, or only one of two.

`vroeg` is early and asked, `leden` suffered and members: such a form belongs to both.
"""

from interviews.search.lists import by_form, listed

PLURALS = by_form(
    """
    blad: bladen; boek: boeken; dak: daken; gat: gaten; god: goden; hof: hoven; kat: katten;
    lid: leden; lot: loten; pad: paden; reden: redenen; schaap: schapen; schip: schepen;
    schot: schoten; slot: sloten; vat: vaten; verdrag: verdragen; weg: wegen; zoon: zonen
    """
)

VERBS = by_form(
    """
    bakken: bakte bakten; barsten: gebarsten; bedriegen: bedrogen; bergen: borg geborgen;
    bevelen: bevalen; bewegen: bewogen; bidden: baden gebeden; bieden: boden geboden;
    bijten: beten gebeten; binden: bonden; blazen: geblazen; breken: braken; buigen: boog
    bogen; dragen: gedragen; drijven: dreven; drinken: dronken; eten: at aten; genieten:
    genoot; geven: gaven; gieten: goten; graven: groeven; grijpen: grepen; jagen: gejaagd;
    kiezen: kozen; knijpen: knepen geknepen; lezen: las; liegen: loog logen; liggen: lagen;
    lijden: geleden; lijken: leken geleken; meten: mat; missen: mist; opzetten: opgezet;
    rijden: reed reden; ruiken: rook roken geroken; scheren: schoor geschoren; schieten:
    schoten; schijnen: schenen geschenen; schrijven: schreven; slijten: sleet; sluipen:
    sloop slopen; sluiten: sloten; smelten: gesmolten; snijden: gesneden; spinnen: spon;
    staan: staat stond stonden gestaan; steken: staken; stelen: stal stalen; stijgen:
    stegen; strijken: gestreken; treden: getreden; varen: voer voeren gevaren; vechten:
    vocht; verdwijnen: verdwenen; vragen: vroeg; vriezen: gevroren; wassen: gewassen; wegen:
    gewogen; werven: geworven; weten: geweten; wijken: week weken geweken; wijzen: wezen
    gewezen; winden: wond; zenden: zonden; zijn: is; zuigen: zoog zogen; zweren: gezworen;
    zwijgen: gezwegen
    """
)

ADJECTIVES = by_form(
    """
    dol: dolle; dun: dunne; hol: holle; lek: lekke; mal: malle; ruw: ruwe ruwer ruwere ruwst
    ruwste; vrij: vrijer vrijere
    """
)

# Words whose own meaning is another than that of their lemma; to the list a mare is a form
# of stallion.
APART = listed(
    """
    aartsmoeder aartsvader beer best beste betovergrootmoeder betovergrootvader buffelkoe dar eerste geboren gelegen
    gemiddeld groente grootmoeder grootvader haan hengst jun koe lekker matriarch moeder niet ooi
    overgrootmoeder overgrootvader patriarch rechter reu stammoeder stamvader teef voorlichtingsdienst zeug
    """
)

# Diminutives in their shape alone, or by now.
NO_DIMINUTIVES = listed(
    """
    beetje ieltje meisje oortje poosje sprookje
    """
)
