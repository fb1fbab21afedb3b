"""Every endpoint and its parameters, as the views declare them."""

from interviews.api.changes import ChangeViewSet
from interviews.api.draws import DailyQuoteViewSet, RandomQuoteViewSet
from interviews.api.resources import PAGING, SHAPING
from interviews.api.urls import router

# One row of each resource in the library.
ITEMS = {
    "interviews": "north",
    "speakers": "bob",
    "entities": "minsk",
    "topics": "law",
}
VIEWS = {prefix: view for prefix, view, _ in router.registry}
EXPANDABLE = {
    name: [*view.serializer_class.relations, *view.serializer_class.additions]
    for name, view in VIEWS.items()
}
LISTS = [f"{name}/" for name in VIEWS]
DETAILS = [f"{name}/{slug}/" for name, slug in ITEMS.items()]
PARTS = ["interviews/north/document/", "interviews/north/source/"]
DRAWS = {"quotes/random/": RandomQuoteViewSet, "quotes/daily/": DailyQuoteViewSet}
OTHERS = [*DRAWS, "changes/"]
PARAMETERS = [
    *[
        (f"{name}/", parameter)
        for name, view in VIEWS.items()
        for parameter in [
            *view.filterset_class.base_filters,
            *(["facets"] if view.facets else []),
            *PAGING,
            *SHAPING,
        ]
    ],
    *[(place, parameter) for place in DETAILS for parameter in SHAPING],
    *[
        (place, parameter)
        for place, view in DRAWS.items()
        for parameter in [
            *view.filterset_class.base_filters,
            *(parameter.name for parameter in view.parameters),
            *SHAPING,
        ]
    ],
    *[("changes/", parameter.name) for parameter in ChangeViewSet.parameters],
    *[(place, "format") for place in ["", "changes/", *PARTS]],
]
