"""From the name of a page, and what it takes, to its address on the web.

Only a request knows the host, so whoever builds a document is handed such a function:
``address("quote-page", id="qt_x5ZXnnnwrJ")``.
"""

from collections.abc import Callable

from django.urls import reverse

Address = Callable[..., str]


def addresses(absolute: Callable[[str], str]) -> Address:
    """Given what makes an address whole, such as ``request.build_absolute_uri``.

    Not REST framework's ``reverse``: that adds the format that a request asked for.
    """
    return lambda page, **kwargs: absolute(reverse(page, kwargs=kwargs))
