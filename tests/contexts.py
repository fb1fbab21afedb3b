"""JSON-LD contexts without the network, and what a processor keeps of a document.

Each holds the terms that we use as the published context defines them (schema.org,
release 27.01, and the Web Annotation vocabulary of 2017). The real ones have far more,
and schema.org's makes a term of any word: here a word that is no term is dropped, so
that a slip shows.
"""

from typing import Any

from pyld import jsonld

SCHEMA = "http://schema.org/"
CLASSES = [
    *["Answer", "Conversation", "CreativeWork", "Date", "DefinedTerm", "Event"],
    *["NewsArticle", "Organization", "Person", "Place", "Question", "Quotation"],
    "Thing",
]
PROPERTIES = [
    *["about", "alternateName", "author", "contributor", "copyrightHolder", "creator"],
    *["creditText", "description", "hasPart", "headline", "identifier", "inLanguage"],
    *["mentions", "name", "parentItem", "position", "publisher", "termCode", "text"],
]
ADDRESSES = [
    *["inDefinedTermSet", "isBasedOn", "isPartOf", "license", "sameAs", "url"],
]
DATES = ["dateModified", "datePublished"]
SCHEMA_ORG = {
    "type": "@type",
    "id": "@id",
    "schema": SCHEMA,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    **{name: {"@id": f"schema:{name}"} for name in CLASSES + PROPERTIES},
    **{name: {"@id": f"schema:{name}", "@type": "@id"} for name in ADDRESSES},
    **{name: {"@id": f"schema:{name}", "@type": "Date"} for name in DATES},
}

ADDRESS = {"@type": "@id"}
WORD = {"@type": "@vocab"}
MOMENT = {"@type": "xsd:dateTime"}
NUMBER = {"@type": "xsd:nonNegativeInteger"}
ANNOTATION = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": ADDRESS | {"@id": "@id"},
    "type": ADDRESS | {"@id": "@type"},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    **{
        name: f"oa:{name}"
        for name in (
            *("Annotation", "SpecificResource", "TextualBody", "TimeState"),
            *("TextQuoteSelector", "TextPositionSelector"),
            *("describing", "highlighting", "linking", "tagging"),
            *("exact", "prefix", "suffix"),
        )
    },
    "body": ADDRESS | {"@id": "oa:hasBody"},
    "target": ADDRESS | {"@id": "oa:hasTarget"},
    "source": ADDRESS | {"@id": "oa:hasSource"},
    "selector": ADDRESS | {"@id": "oa:hasSelector"},
    "state": ADDRESS | {"@id": "oa:hasState"},
    "scope": ADDRESS | {"@id": "oa:hasScope"},
    "first": ADDRESS | {"@id": "as:first"},
    "items": ADDRESS | {"@id": "as:items", "@container": "@list"},
    "motivation": WORD | {"@id": "oa:motivatedBy"},
    "purpose": WORD | {"@id": "oa:hasPurpose"},
    "format": "dc:format",
    "language": "dc:language",
    "value": "rdf:value",
    "label": "rdfs:label",
    "modified": MOMENT | {"@id": "dcterms:modified"},
    "sourceDate": MOMENT | {"@id": "oa:sourceDate"},
    "start": NUMBER | {"@id": "oa:start"},
    "end": NUMBER | {"@id": "oa:end"},
    "total": NUMBER | {"@id": "as:totalItems"},
    "startIndex": NUMBER | {"@id": "as:startIndex"},
}
CONTEXTS = {
    "https://schema.org": SCHEMA_ORG,
    "http://www.w3.org/ns/anno.jsonld": ANNOTATION,
}


def load(url: str, options: Any) -> dict[str, Any]:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": CONTEXTS[url]},
    }


OPTIONS = {"documentLoader": load}


def expanded(document: dict[str, Any]) -> dict[str, Any]:
    (node,) = jsonld.expand(document, OPTIONS)
    return node


def kept(document: dict[str, Any]) -> Any:
    """What is left of a document once a processor has taken it apart and put it back."""
    back = jsonld.compact(
        jsonld.expand(document, OPTIONS), document["@context"], OPTIONS
    )
    return plain(back)


def plain(value: Any) -> Any:
    """A value without what JSON-LD sees no difference in: lists of one, and aliases."""
    match value:
        case dict():
            aliases = {"id": "@id", "type": "@type"}
            return {aliases.get(key, key): plain(value[key]) for key in value}
        case [one]:
            return plain(one)
        case list():
            return [plain(member) for member in value]
        case _:
            return value
