"""Interviews in which labels, numbers or markup say who speaks."""

from tests.segmentation.sample import Sample

MARKED = [
    Sample(
        "letters before questions and answers",
        """De imker van Oost

Anna de Boer (58) houdt al dertig jaar bijen op het dak van een flat.

V: Hoe begon het?

A: Met een kast van mijn vader. Let op: die man wist niets van bijen.

Dat leerde ik pas later.

V: Vertel eens over die eerste zomer.

A: Wat denk je?

V: Dat alles misging?

A: Precies. Ik had geen idee. Weet je wat hij zei? ‘Ga door.’ En dus ging ik door.
""",
        "m i q a c q a q a",
        {4: "Met een kast van mijn vader. Let op: die man wist niets van bijen."},
    ),
    Sample(
        "an answer that lost its label, and one on the line of its question",
        """V: Hoe begon het?

A: Met een kast van mijn vader.

V: En toen?

Toen kwam de zomer.

V: Was het warm? A: Heet.

A: Heel heet.
""",
        "q a q c? q? a",
    ),
    Sample(
        "words before questions and answers, empty lines missing, CRLF",
        "Vraag: Wie heeft u geleerd te schilderen?\r\n"
        "Antwoord: Niemand. Ik keek naar het raam.\r\n"
        "Vraag: En daarna?\r\n"
        "Antwoord: Toen keek ik naar de straat.\r\n"
        "Die was leeg.\r\n",
        "q a q a c",
        {1: "Wie heeft u geleerd te schilderen?", 5: "Die was leeg."},
    ),
    Sample(
        "names in capitals, two interviewers",
        """A life in bread
By Our Own Reporters

For forty years Ruth Adeyemi has baked for the whole street.

ANN COLE: When did you first light the oven?

RUTH ADEYEMI: At five, the morning after the flood.

BEN SHAW: Were you never afraid that nobody would come?

RUTH ADEYEMI: Every day. But would you have stayed at home?

ANN COLE: What do you tell those who start now?

RUTH ADEYEMI: Remember: bread does not wait.

BEN SHAW: And what does your daughter say?

RUTH ADEYEMI: She says that I should sleep.
""",
        "m m i q a q a q a q a",
        {9: "Remember: bread does not wait."},
    ),
    Sample(
        "initials in bold, with a label that stands once",
        """**JV:** Waarom ging u terug naar Paramaribo?

**MK:** Omdat mijn moeder daar nog woonde.

**JV:** Was dat moeilijk?

**MK:** Ja. De stad was veranderd, en ik ook.

Kortom: ik was een vreemde in mijn eigen straat.

**JV:** En nu, bent u er thuis?

**MK:** Soms.
""",
        "q a q a c? q a",
        {2: "Omdat mijn moeder daar nog woonde."},
    ),
    Sample(
        "Markdown: bold questions, headings, captions, quotes and images",
        """# ‘Ik ben nooit bang geweest voor water’

*Door Els Prins, 3 mei 2024*

Schipper Wim Kok vaart al een halve eeuw op de Waal.

![De Waal bij Nijmegen](waal.jpg)

**Wanneer voer u voor het eerst?**

Toen ik zes was. Mijn vader bond me vast aan de mast, en ik ben nooit bang geweest voor water.

Later bond ik mijn eigen zoon vast.

> Ik ben nooit bang geweest voor water

Hij lachte alleen maar.

*Wim Kok aan boord van de Johanna.*

## De storm

**Vertel eens over de nacht van de storm.**

Die vergeet ik niet. Waar was de wal? Wie zag nog iets?

* * *

**Zou u het weer doen?**

Zonder twijfel.
""",
        "m m i f q a c p c f h q a - q a",
        {
            1: "‘Ik ben nooit bang geweest voor water’",
            4: "De Waal bij Nijmegen",
            5: "Wanneer voer u voor het eerst?",
            8: "Ik ben nooit bang geweest voor water",
            11: "De storm",
        },
    ),
    Sample(
        "Markdown: headings that ask",
        """# The keeper of the clock

Every Friday Tom Hale climbs 212 steps.

### Why you?

Nobody else wanted to.

### Does it ever stop?

Once, in 1987. I was ill. Who would have known?

### What will happen after you?

It will stop again.
""",
        "m i q a q a q a",
        {3: "Why you?", 6: "Once, in 1987. I was ill. Who would have known?"},
    ),
    Sample(
        "bold words that may be a heading",
        """**Hoe was het op school?**

Saai. Ik zat achterin.

**De oorlog**

**Wat herinnert u zich van de bevrijding?**

De geur van sinaasappels.
""",
        "q a h? q a",
    ),
    Sample(
        "numbered questions, trailing spaces",
        "1. Wat eet u het liefst?   \n\n"
        "Soep. \t\n\n"
        "2. En wat drinkt u daarbij?\n\n"
        "Water, of niets.\n\n"
        "3. Noem een boek dat u weggaf.  \n\n"
        "Alle boeken geef ik weg.\n",
        "q a q a q a",
        {1: "Wat eet u het liefst?", 5: "Noem een boek dat u weggaf."},
    ),
    Sample(
        "one label, for who asks",
        """Redactie: Wat is uw eerste herinnering?

Een rode fiets.

Redactie: Van wie was die?

Van de buurman, denk ik.
""",
        "q a q a",
    ),
    Sample(
        "labels that do not tell who asks",
        """Noor: Daar ben je.

Sam: Ja, eindelijk.

Noor: Je bent laat.

Sam: De trein.
""",
        "q? a? q? a?",
    ),
    Sample(
        "initials that do not tell, a stage direction, a pull quote",
        """The Guardian of Seeds

By Hanna Ruiz. Photographs by Leo Park.

In a vault under the mountain, Dr Amara Osei keeps eleven thousand kinds of rice.

HR: How does one become a guardian of seeds?

AO: By accident. I studied law.

HR: Law! And then you found rice.

AO: Rice found me. My uncle grew it, his mother grew it, everybody grew it. Then the salt came.

[Laughs]

You cannot argue with salt in court.

HR: Do you fear that the vault may fail?

AO: I fear it each night. What if the pumps stop? What if nobody notices?

"Rice found me"

HR: Thank you.

AO: Thank you.
""",
        "m i i q? a? q? a? c c q? a? p q? a?",
    ),
    Sample(
        "Markdown with front matter and a list",
        """---
title: Stilte op zee
date: 2023-11-02
---

# Stilte op zee

Een gesprek met **Piet Hein Visser**, visser te Urk.

**Wat hoort u als u uitvaart?**
Niets. Dat is het mooie.

**U bent nooit bang?**
Bang wel. Maar *niet* voor de zee.

> “Bang wel, maar niet voor de zee”

**Wat zegt u tegen jonge vissers?**
1. Slaap.
2. Eet.
3. Zwijg.

---

*Dit interview verscheen eerder in De Urker.*
""",
        "- m m - m i q a q a p q a c c - f?",
    ),
    Sample(
        "letters with a full stop",
        """Q. What brought you to Antarctica?
A. A mistake on a form.
Q. You are joking.
A. I am not. I wrote "penguins" where it said "hobbies".
""",
        "q a q a",
    ),
]
