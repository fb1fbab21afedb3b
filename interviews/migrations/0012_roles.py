from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EDITED = (
    "interview",
    "participation",
    "turn",
    "passage",
    "quote",
    "mention",
    "topic",
    "entity",
    "speaker",
)
EDITOR = [
    f"{verb}_{model}"
    for verb in ("view", "add", "change", "delete")
    for model in EDITED
]
EDITOR += ["view_formerslug"]
GROUPS = {
    "editor": EDITOR,
    "publisher": [*EDITOR, "publish_interview", "withdraw_quote"],
}


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each group what it needs. What somebody gave it besides, it keeps."""
    database = schema_editor.connection.alias
    config = apps.get_app_config("interviews")
    # Django makes permissions once all migrations are done, and here they are needed now.
    module = getattr(config, "models_module", None)
    config.models_module = True  # type: ignore[assignment]
    create_permissions(config, verbosity=0, using=database, apps=apps)
    config.models_module = module
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for name, codenames in GROUPS.items():
        group, _ = (
            apps.get_model("auth", "Group")
            .objects.using(database)
            .get_or_create(name=name)
        )
        group.permissions.add(
            *permissions.filter(
                content_type__app_label="interviews", codename__in=codenames
            )
        )


class Migration(migrations.Migration):
    """Editors, who prepare and correct, and publishers, who decide what the public sees."""

    dependencies = [
        ("interviews", "0011_subheading"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.AlterModelOptions(
            name="interview",
            options={
                "ordering": ["-published_on", "slug"],
                "permissions": [
                    (
                        "publish_interview",
                        "Can publish, unpublish and put under embargo",
                    )
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="quote",
            options={
                "ordering": ["turn", "start", "public_id"],
                "permissions": [("withdraw_quote", "Can withdraw and restore")],
            },
        ),
        # Groups stay when this is undone: people may be in them.
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
