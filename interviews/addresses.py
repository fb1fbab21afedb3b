"""From the name of a page, and what it takes, to its address on the web.

Only a request knows the host, so whoever builds a document is handed such a function:
``address("quote-page", id="qt_x5ZXnnnwrJ")``.
"""

from collections.abc import Callable

Address = Callable[..., str]
