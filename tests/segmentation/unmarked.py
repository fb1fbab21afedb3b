"""Interviews in which only quotation marks, question marks or the words say who speaks."""

from tests.segmentation.sample import Sample

UNMARKED = [
    Sample(
        "plain paragraphs with question marks",
        """Een gesprek met de laatste klompenmaker.

Hoe lang maakt u al klompen?

Sinds mijn veertiende. Mijn vader deed het, en zijn vader ook.

Wat is het geheim van een goede klomp?

Populier. En geduld. De meeste mensen hebben geen geduld meer, zij willen alles meteen.

Dat zie ik ook aan mijn kleinzoon.

En wat zegt u dan tegen hem?

Dat hij moet wachten.
""",
        "i q a q a c q a",
    ),
    Sample(
        "plain paragraphs: what only the editor knows",
        """Waar komt u vandaan?

Uit een dorp dat niet meer bestaat. Het ligt nu onder water.

Vertel eens over dat dorp.

Er was een kerk en er waren dertig huizen.

Wie zou daar niet aan terugdenken?

Ik doe het elke dag.

Wat mist u het meest?

Moet ik dat echt zeggen?
""",
        "q a q? a q? a q? a?",
    ),
    Sample(
        "answers in quotation marks that run on, with a caption and a pull quote inside",
        """Waarom bent u dokter geworden?

‘Omdat mijn broer stierf toen ik acht was. Niemand kon hem helpen, en ik wilde dat nooit meer zien.

Het ziekenhuis in Zwolle.

Op school zeiden ze dat het niet kon. ‘Een meisje wordt verpleegster’, zei de rector.

‘Niemand kon hem helpen, en ik wilde dat nooit meer zien’

Ik ben toen naar Utrecht gegaan, alleen.’

Dat was in 1961. U had nog geen kamer.

‘Nee, ik sliep bij een tante.’

Wat vond uw vader ervan?

‘Die zei niets. Hij zei nooit iets: ‘Werken moet je.’’
""",
        "q a f c p c q a q a",
        {
            10: "‘Die zei niets. Hij zei nooit iets: ‘Werken moet je.’’",
        },
    ),
    Sample(
        "answers in quotation marks: places that the document leaves open",
        """Hoe was de reis?

‘Lang. We liepen drie weken, en niemand zei waarheen.

Waar bleef de hoop?

Die hadden we thuisgelaten, bij de kat.’

En bij aankomst?

‘Toen kregen we soep en een deken en een bed bij het raam.

Wie stond daar?

‘Mijn zus. Zij had gewacht.’

Nooit meer.

‘Ik zou het weer doen.’

‘Hoop is een deken die een ander voor je bewaart’
""",
        "q a c c q a q? a q? a c?",
    ),
    Sample(
        "English quotation marks, opened again with each paragraph",
        """What did you find in the attic?

“Letters. Hundreds of them, tied with string.

“My grandmother never threw anything away.”

Did you read them all?

“Only those that were addressed to me.”
""",
        "q a c q a",
    ),
    Sample(
        "captions that say what they are, one with a question mark",
        """Q: How did the company start?

A: In a garage, like all of them. We had one table and two chairs.

Photo: The garage in Delft. Is that a bicycle?

We sold the first machine in May.

Q: And the second?

A: In June.
""",
        "q a f c q a",
    ),
    Sample(
        "lines that are wrapped",
        """Q: You have lived by the sea for
sixty years. Has it changed?

A: The sea does not change. It is the
people who come and go. Question: who
will remember them?

Q: Will you?

A: As long as I can.
""",
        "q a q a",
        {1: "You have lived by the sea for\nsixty years. Has it changed?"},
    ),
    Sample(
        "subheadings between answers in quotation marks",
        """Wanneer zag u hem voor het laatst?

‘Op een dinsdag, bij de bakker.’

Een nieuw leven

Wat deed u toen?

‘Ik verhuisde naar de kust.’
""",
        "q a h q a",
    ),
    Sample(
        "rules that disagree",
        """Hoe heet u?

‘Jan.’

Hoe oud bent u?

‘Tachtig.’

**Bent u getrouwd?**

‘Twee keer.’

**‘Dat zou ik ook wel willen?’**

‘Ja ja.’
""",
        "q a q a q a q? a",
    ),
    Sample(
        "straight quotation marks, questions that state, one line each",
        """"Ik ben geen held"
Interview: Karin Bos

Fatima El Idrissi redde vorig jaar drie kinderen uit een brandend huis in Gouda. Nu spreekt ze voor het eerst.

U werd die nacht wakker van geschreeuw.
"Ja. Ik dacht eerst dat het een droom was. Maar het hield niet op."

Wat deed u toen?
"Ik rende naar buiten, op blote voeten. 'Waar zijn de kinderen?', riep ik. Niemand wist het.
Toen zag ik het raam."

U had zelf ook kinderen thuis.
"Daar heb ik geen seconde aan gedacht. Is dat erg? Misschien wel."

Bent u een held?
"Nee. Een held is iemand die bang is en toch gaat. Ik was niet bang."
""",
        "m m i q a q a c q a q a",
    ),
    Sample(
        "plain paragraphs: statements that may ask",
        """We spreken de burgemeester in haar tuin. Ze schenkt thee.

U vertrekt na twaalf jaar. Waarom nu?

Omdat het genoeg is. Mijn man is ziek, en ik wil bij hem zijn.

Bent u niet bang dat het stil wordt? U had elke dag mensen om u heen, vergaderingen, recepties.

Stilte is geen leegte. Ik heb twaalf jaar lang verlangd naar een dag zonder telefoon.

De gemeente staat er slecht voor, zeggen critici.

Dat is niet waar. We hebben minder schulden dan toen ik begon.

Maar de bibliotheek is gesloten.

Ja. Dat vind ik nog steeds het ergste. Had ik het anders moeten doen? Waarschijnlijk.

Wat gaat u missen?

De markt op zaterdag.
""",
        "i q a c? c c? c c? c q a",
    ),
    Sample(
        "no interview",
        """De raad vergadert op dinsdag.

Er zijn broodjes.
""",
        "i? i",
    ),
]
