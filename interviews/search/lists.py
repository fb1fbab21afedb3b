"""How the lists of words in this package are written down."""


def listed(text: str) -> frozenset[str]:
    """Words with spaces between them."""
    return frozenset(text.split())


def by_form(text: str) -> dict[str, str]:
    """`word: form form; word: form`, as the word for each form."""
    rows = (row.split(":") for row in text.split(";"))
    return {form: word.strip() for word, forms in rows for form in forms.split()}
