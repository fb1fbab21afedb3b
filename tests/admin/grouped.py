"""Somebody in one of the groups that come with the database."""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection


def make_groups() -> None:
    # Tests that empty the database between them empty it of groups, too.
    roles = import_module("interviews.migrations.0012_roles")
    with connection.schema_editor(atomic=False) as editor:
        roles.make_groups(apps, editor)


def sign_in(client: Any, group: str) -> Any:
    make_groups()
    users: Any = get_user_model().objects
    user = users.create_user(group, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client
