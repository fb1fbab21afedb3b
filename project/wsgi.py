import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

application = get_wsgi_application()

from interviews.search import languages  # noqa: E402 - after Django is set up

# Beside the first requests, so that the first search needs not wait a second.
Thread(target=languages.load, daemon=True).start()
