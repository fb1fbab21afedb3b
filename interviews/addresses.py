"""From the name of a page, and what it takes, to its address on the web.

Only a request knows the host, so whoever builds a document is handed such a function:
``address("quote-page", id="qt_x5ZXnnnwrJ")``.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse

Address = Callable[..., str]


def addresses(request: HttpRequest) -> Address:
    # Not with REST framework's `reverse`, which would add the format of this answer.
    return lambda page, **kwargs: request.build_absolute_uri(
        reverse(page, kwargs=kwargs)
    )
