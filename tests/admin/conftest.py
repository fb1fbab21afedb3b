import pytest


@pytest.fixture(autouse=True)
def static_files_as_they_are(settings):
    # Pages link to static files, and nothing is collected for a test.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
