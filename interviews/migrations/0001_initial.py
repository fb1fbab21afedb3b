import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models

import interviews.identifiers
import interviews.models.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Interview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "slug",
                    interviews.models.fields.LowercaseSlugField(
                        help_text="The interview's name in web addresses.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="The headline, or a title of ours where none was printed.",
                        max_length=300,
                    ),
                ),
                (
                    "publication",
                    models.CharField(
                        help_text="The newspaper, magazine or station that published it.",
                        max_length=200,
                    ),
                ),
                ("published_on", models.DateField(help_text="The day of publication.")),
                (
                    "language",
                    models.CharField(
                        default="nl",
                        help_text="Language of the text, as a BCP 47 tag such as nl.",
                        max_length=35,
                    ),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True,
                        help_text="Where the publisher has the article, if known.",
                        max_length=500,
                    ),
                ),
                (
                    "source_text",
                    models.TextField(
                        help_text="The document as received, character for character; never changed."
                    ),
                ),
                (
                    "metadata_line",
                    models.CharField(
                        blank=True,
                        help_text="What the source prints before its first words, exactly, such as a date.",
                        max_length=500,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="What a reader should know about this record.",
                    ),
                ),
                (
                    "rights_holder",
                    models.CharField(
                        blank=True, help_text="Who owns the text.", max_length=200
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        help_text="Licence of the text, if one is given.",
                        max_length=200,
                    ),
                ),
                (
                    "credit_line",
                    models.CharField(
                        blank=True,
                        help_text="How to credit the text when it is quoted.",
                        max_length=300,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        help_text="Drafts are seen by editors alone.",
                        max_length=20,
                    ),
                ),
                (
                    "publish_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Embargo: a published interview stays hidden until this moment.",
                        null=True,
                    ),
                ),
                (
                    "created_at",
                    interviews.models.fields.CreatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this was entered; kept by the database.",
                    ),
                ),
                (
                    "updated_at",
                    interviews.models.fields.UpdatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this last changed; kept by the database.",
                    ),
                ),
            ],
            options={
                "ordering": ["-published_on", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "slug",
                    interviews.models.fields.LowercaseSlugField(
                        help_text="The entity's name in web addresses.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The name as the publication prints it.",
                        max_length=200,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("organisation", "Organisation"),
                            ("place", "Place"),
                            ("event", "Event"),
                            ("work", "Work"),
                            ("award", "Award"),
                            ("case", "Case"),
                            ("concept", "Concept"),
                        ],
                        help_text="What sort of thing this is.",
                        max_length=20,
                    ),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="Other names and spellings.",
                        size=None,
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True, help_text="Who or what this is, in a sentence."
                    ),
                ),
                (
                    "wikidata_id",
                    models.CharField(
                        blank=True,
                        help_text="The same thing in Wikidata, such as Q184, if confirmed.",
                        max_length=20,
                    ),
                ),
                (
                    "created_at",
                    interviews.models.fields.CreatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this was entered; kept by the database.",
                    ),
                ),
                (
                    "updated_at",
                    interviews.models.fields.UpdatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this last changed; kept by the database.",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entities",
                "ordering": [django.db.models.functions.text.Lower("name"), "slug"],
                "indexes": [
                    models.Index(
                        django.db.models.functions.text.Lower("name"),
                        models.F("slug"),
                        name="entity_by_name",
                    ),
                    models.Index(
                        fields=["updated_at", "slug"], name="entity_by_update"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="entity_slug_is_well_formed",
                        violation_error_message="Use lower case letters, digits and single hyphens for the slug.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wikidata_id__regex", "^Q[1-9][0-9]*$"),
                            ("wikidata_id", ""),
                            _connector="OR",
                        ),
                        name="entity_wikidata_id_is_well_formed",
                        violation_error_message="A Wikidata identifier is a Q and a number, such as Q184.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "person",
                                    "organisation",
                                    "place",
                                    "event",
                                    "work",
                                    "award",
                                    "case",
                                    "concept",
                                ],
                            )
                        ),
                        name="entity_kind_is_known",
                        violation_error_message="The kind must be one of: person, organisation, place, event, work, award, case, concept.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="entity_name_is_not_blank",
                        violation_error_message="The name must not be blank.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "resource",
                    models.CharField(
                        help_text="What had this slug: interview, speaker, topic or entity.",
                        max_length=20,
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="The address that is no longer used.", max_length=120
                    ),
                ),
                ("object_id", models.BigIntegerField(help_text="The row that had it.")),
                (
                    "created_at",
                    interviews.models.fields.CreatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this was entered; kept by the database.",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resource", "slug"),
                        name="formerslug_leads_to_one_place",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "slug",
                    interviews.models.fields.LowercaseSlugField(
                        help_text="The speaker's name in web addresses.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The name as the publication prints it.",
                        max_length=200,
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True, help_text="Who this is, in a sentence."
                    ),
                ),
                (
                    "created_at",
                    interviews.models.fields.CreatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this was entered; kept by the database.",
                    ),
                ),
                (
                    "updated_at",
                    interviews.models.fields.UpdatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this last changed; kept by the database.",
                    ),
                ),
                (
                    "entity",
                    models.OneToOneField(
                        blank=True,
                        help_text="The same person as somebody who is mentioned.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="speaker",
                        to="interviews.entity",
                    ),
                ),
            ],
            options={
                "ordering": [django.db.models.functions.text.Lower("name"), "slug"],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("interviewer", "Interviewer"),
                            ("interviewee", "Interviewee"),
                        ],
                        help_text="Asking the questions or answering them.",
                        max_length=20,
                    ),
                ),
                (
                    "billed_as",
                    models.CharField(
                        blank=True,
                        help_text="Affiliation at that time, as the publication prints it.",
                        max_length=300,
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        help_text="The interview taken part in.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="interviews.interview",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        help_text="Who takes part.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="interviews.speaker",
                    ),
                ),
            ],
            options={
                "ordering": ["interview", "role", "speaker"],
            },
        ),
        migrations.AddField(
            model_name="interview",
            name="speakers",
            field=models.ManyToManyField(
                help_text="Who takes part, asking or answering.",
                related_name="interviews",
                through="interviews.Participation",
                to="interviews.speaker",
            ),
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "slug",
                    interviews.models.fields.LowercaseSlugField(
                        help_text="The topic's name in web addresses.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="The preferred label, in Dutch.", max_length=120
                    ),
                ),
                (
                    "label_en",
                    models.CharField(
                        blank=True,
                        help_text="The preferred label, in English.",
                        max_length=120,
                    ),
                ),
                (
                    "scope_note",
                    models.TextField(
                        blank=True,
                        help_text="What the topic covers, and what it leaves to others.",
                    ),
                ),
                (
                    "wikidata_id",
                    models.CharField(
                        blank=True,
                        help_text="The same subject in Wikidata, such as Q8458, if confirmed.",
                        max_length=20,
                    ),
                ),
                (
                    "iptc_media_topic",
                    models.CharField(
                        blank=True,
                        help_text="Eight digits of the nearest IPTC Media Topic, if one is near.",
                        max_length=8,
                    ),
                ),
                (
                    "created_at",
                    interviews.models.fields.CreatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this was entered; kept by the database.",
                    ),
                ),
                (
                    "updated_at",
                    interviews.models.fields.UpdatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this last changed; kept by the database.",
                    ),
                ),
                (
                    "broader",
                    models.ForeignKey(
                        blank=True,
                        help_text="The topic that this one is a part of.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="narrower",
                        to="interviews.topic",
                    ),
                ),
            ],
            options={
                "ordering": [django.db.models.functions.text.Lower("label"), "slug"],
            },
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=interviews.identifiers.turn_id,
                        editable=False,
                        help_text="The turn's lasting identifier.",
                        max_length=20,
                        unique=True,
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        help_text="Place of the turn in the interview, from 1."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("question", "Question"), ("answer", "Answer")],
                        help_text="A question or an answer.",
                        max_length=20,
                    ),
                ),
                (
                    "text",
                    interviews.models.fields.VerbatimTextField(
                        help_text="The words, paragraphs parted by a blank line, without the quotation marks that delimit the turn."
                    ),
                ),
                (
                    "opening_mark",
                    models.CharField(
                        blank=True,
                        help_text="Quotation mark printed before the turn; typography, not words.",
                        max_length=4,
                    ),
                ),
                (
                    "closing_mark",
                    models.CharField(
                        blank=True,
                        help_text="Quotation mark printed after the turn; typography, not words.",
                        max_length=4,
                    ),
                ),
                (
                    "role",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                kind="question", then=models.Value("interviewer")
                            ),
                            default=models.Value("interviewee"),
                        ),
                        help_text="The role in which the speaker must take part in the interview.",
                        output_field=models.CharField(
                            choices=[
                                ("interviewer", "Interviewer"),
                                ("interviewee", "Interviewee"),
                            ],
                            max_length=20,
                        ),
                    ),
                ),
                (
                    "created_at",
                    interviews.models.fields.CreatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this was entered; kept by the database.",
                    ),
                ),
                (
                    "updated_at",
                    interviews.models.fields.UpdatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this last changed; kept by the database.",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        help_text="The interview that the turn belongs to.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="interviews.interview",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        help_text="Who speaks the turn.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="interviews.speaker",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What the turn is about.",
                        related_name="turns",
                        to="interviews.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["interview", "position"],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=interviews.identifiers.quote_id,
                        editable=False,
                        help_text="The quote's lasting identifier.",
                        max_length=20,
                        unique=True,
                    ),
                ),
                (
                    "start",
                    models.PositiveIntegerField(
                        help_text="Where the quote starts in the turn's text, in code points from 0."
                    ),
                ),
                (
                    "end",
                    models.PositiveIntegerField(
                        help_text="Where the quote ends in the turn's text, in code points, exclusive."
                    ),
                ),
                (
                    "text",
                    interviews.models.fields.VerbatimTextField(
                        help_text="The words, equal to the turn's text from start to end."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("excerpt", "Excerpt"), ("embedded", "Embedded")],
                        default="excerpt",
                        help_text="Words of the turn's speaker, or words of another that the speaker repeats.",
                        max_length=20,
                    ),
                ),
                (
                    "is_featured",
                    models.BooleanField(
                        default=False,
                        help_text="Picked by the editors to be shown first.",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="What a reader should know about these words.",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, help_text="When the quote was withdrawn.", null=True
                    ),
                ),
                (
                    "withdrawal_reason",
                    models.TextField(
                        blank=True,
                        help_text="Why it was withdrawn, for those who used it.",
                    ),
                ),
                (
                    "created_at",
                    interviews.models.fields.CreatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this was entered; kept by the database.",
                    ),
                ),
                (
                    "updated_at",
                    interviews.models.fields.UpdatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this last changed; kept by the database.",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        help_text="Whose words they are.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="interviews.speaker",
                    ),
                ),
                (
                    "turn",
                    models.ForeignKey(
                        help_text="The turn that holds the words.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="interviews.turn",
                    ),
                ),
            ],
            options={
                "ordering": ["turn", "start", "public_id"],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        help_text="Order among the interview's passages, from 1."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("introduction", "Introduction"),
                            ("sidebar", "Sidebar"),
                            ("caption", "Caption"),
                            ("pull_quote", "Pull Quote"),
                        ],
                        help_text="Introduction, sidebar, caption or pull quote.",
                        max_length=20,
                    ),
                ),
                (
                    "heading",
                    models.CharField(
                        blank=True,
                        help_text="The passage's own heading, where it has one.",
                        max_length=300,
                    ),
                ),
                (
                    "text",
                    interviews.models.fields.VerbatimTextField(
                        help_text="The words as printed, quotation marks included, paragraphs parted by a blank line."
                    ),
                ),
                (
                    "after_paragraph",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="After how many of the turn's paragraphs it is printed.",
                        null=True,
                    ),
                ),
                (
                    "created_at",
                    interviews.models.fields.CreatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this was entered; kept by the database.",
                    ),
                ),
                (
                    "updated_at",
                    interviews.models.fields.UpdatedAtField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        help_text="When this last changed; kept by the database.",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        help_text="The interview that the passage is printed with.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="interviews.interview",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        blank=True,
                        help_text="For a pull quote: what was really said.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="renditions",
                        to="interviews.quote",
                    ),
                ),
                (
                    "turn",
                    models.ForeignKey(
                        blank=True,
                        help_text="The turn in or after which it is printed; empty before the first turn.",
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="passages",
                        to="interviews.turn",
                    ),
                ),
            ],
            options={
                "ordering": ["interview", "position"],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "start",
                    models.PositiveIntegerField(
                        help_text="Where the name starts in the text, in code points from 0."
                    ),
                ),
                (
                    "end",
                    models.PositiveIntegerField(
                        help_text="Where the name ends in the text, in code points, exclusive."
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="The name as it stands there, held equal by the database.",
                        max_length=300,
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        help_text="Who or what is named.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="interviews.entity",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        help_text="The passage that names it; empty for a mention in a turn.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="interviews.passage",
                    ),
                ),
                (
                    "turn",
                    models.ForeignKey(
                        blank=True,
                        help_text="The turn that names it; empty for a mention in a passage.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="interviews.turn",
                    ),
                ),
            ],
            options={
                "ordering": ["turn", "passage", "start", "entity"],
            },
        ),
        migrations.AddIndex(
            model_name="speaker",
            index=models.Index(
                django.db.models.functions.text.Lower("name"),
                models.F("slug"),
                name="speaker_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="speaker",
            index=models.Index(fields=["updated_at", "slug"], name="speaker_by_update"),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                name="speaker_slug_is_well_formed",
                violation_error_message="Use lower case letters, digits and single hyphens for the slug.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "\\S")),
                name="speaker_name_is_not_blank",
                violation_error_message="The name must not be blank.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                fields=("interview", "speaker", "role"),
                name="participation_is_once_in_a_role",
                violation_error_message="This speaker already has this role in the interview.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["interviewer", "interviewee"])),
                name="participation_role_is_known",
                violation_error_message="The role must be one of: interviewer, interviewee.",
            ),
        ),
        migrations.AddIndex(
            model_name="interview",
            index=models.Index(
                fields=["-published_on", "slug"], name="interview_newest_first"
            ),
        ),
        migrations.AddIndex(
            model_name="interview",
            index=models.Index(
                fields=["updated_at", "slug"], name="interview_by_update"
            ),
        ),
        migrations.AddIndex(
            model_name="interview",
            index=models.Index(
                django.db.models.functions.text.Lower("title"),
                models.F("slug"),
                name="interview_by_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                name="interview_slug_is_well_formed",
                violation_error_message="Use lower case letters, digits and single hyphens for the slug.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "published"])),
                name="interview_status_is_known",
                violation_error_message="The status must be one of: draft, published.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("language__regex", "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
                ),
                name="interview_language_is_well_formed",
                violation_error_message="Use a BCP 47 tag such as nl or en-GB.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source_url__regex", "^https?://\\S+$"),
                    ("source_url", ""),
                    _connector="OR",
                ),
                name="interview_source_url_is_well_formed",
                violation_error_message="The source's address starts with http:// or https://.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(("title__regex", "\\S")),
                name="interview_title_is_not_blank",
                violation_error_message="The title must not be blank.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(("publication__regex", "\\S")),
                name="interview_publication_is_not_blank",
                violation_error_message="The publication must not be blank.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(("source_text__regex", "\\S")),
                name="interview_source_text_is_not_blank",
                violation_error_message="The source_text must not be blank.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "published_on__range",
                        (datetime.date(1450, 1, 1), datetime.date(2999, 12, 31)),
                    )
                ),
                name="interview_published_on_is_a_year_of_print",
                violation_error_message="The day of publication lies between 1450 and 2999.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at__isnull", True),
                    ("publish_at__range", ("1900-01-01T00:00Z", "2999-12-31T00:00Z")),
                    _connector="OR",
                ),
                name="interview_publish_at_is_in_range",
                violation_error_message="The embargo ends between 1900 and 2999.",
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                django.db.models.functions.text.Lower("label"),
                models.F("slug"),
                name="topic_by_label",
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(fields=["updated_at", "slug"], name="topic_by_update"),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                name="topic_slug_is_well_formed",
                violation_error_message="Use lower case letters, digits and single hyphens for the slug.",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wikidata_id__regex", "^Q[1-9][0-9]*$"),
                    ("wikidata_id", ""),
                    _connector="OR",
                ),
                name="topic_wikidata_id_is_well_formed",
                violation_error_message="A Wikidata identifier is a Q and a number, such as Q184.",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("iptc_media_topic__regex", "^[0-9]{8}$"),
                    ("iptc_media_topic", ""),
                    _connector="OR",
                ),
                name="topic_iptc_media_topic_is_well_formed",
                violation_error_message="An IPTC Media Topic is eight digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("label__regex", "\\S")),
                name="topic_label_is_not_blank",
                violation_error_message="The label must not be blank.",
            ),
        ),
        migrations.AddIndex(
            model_name="turn",
            index=models.Index(
                fields=["updated_at", "public_id"], name="turn_by_update"
            ),
        ),
        migrations.AddIndex(
            model_name="turn",
            index=models.Index(
                django.db.models.functions.text.Length("text"),
                models.F("public_id"),
                name="turn_by_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("interview", "position"),
                name="turn_position_is_unique",
                violation_error_message="Another turn of the interview has this position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1)),
                name="turn_position_is_from_one",
                violation_error_message="Positions count from 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["question", "answer"])),
                name="turn_kind_is_known",
                violation_error_message="The kind must be one of: question, answer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "public_id__regex",
                        "^tn_[123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz]{10}$",
                    )
                ),
                name="turn_public_id_is_well_formed",
                violation_error_message="This is no identifier of a turn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="turn_text_is_not_blank",
                violation_error_message="The text must not be blank.",
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                fields=["turn", "start", "public_id"], name="quote_in_turn"
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                fields=["updated_at", "public_id"], name="quote_by_update"
            ),
        ),
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(
                django.db.models.functions.text.Length("text"),
                models.F("public_id"),
                name="quote_by_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "public_id__regex",
                        "^qt_[123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz]{10}$",
                    )
                ),
                name="quote_public_id_is_well_formed",
                violation_error_message="This is no identifier of a quote.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["excerpt", "embedded"])),
                name="quote_kind_is_known",
                violation_error_message="The kind must be one of: excerpt, embedded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__gte", 0), ("start__lt", models.F("end"))),
                name="quote_span_is_not_empty",
                violation_error_message="A span starts at 0 or later and ends after it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "end",
                        django.db.models.expressions.CombinedExpression(
                            models.F("start"),
                            "+",
                            django.db.models.functions.text.Length("text"),
                        ),
                    )
                ),
                name="quote_span_is_as_long_as_its_text",
                violation_error_message="The end must be the start plus the number of characters of the text.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="quote_text_is_not_blank",
                violation_error_message="The text must not be blank.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawal_reason__regex", "\\S"),
                        ("withdrawn_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="quote_is_withdrawn_with_a_reason",
                violation_error_message="Withdraw a quote with both a moment and a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    ("withdrawn_at__range", ("1900-01-01T00:00Z", "2999-12-31T00:00Z")),
                    _connector="OR",
                ),
                name="quote_withdrawn_at_is_in_range",
                violation_error_message="A quote is withdrawn between 1900 and 2999.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("interview", "position"),
                name="passage_position_is_unique",
                violation_error_message="Another passage of the interview has this position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1)),
                name="passage_position_is_from_one",
                violation_error_message="Positions count from 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["introduction", "sidebar", "caption", "pull_quote"])
                ),
                name="passage_kind_is_known",
                violation_error_message="The kind must be one of: introduction, sidebar, caption, pull_quote.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("after_paragraph__isnull", True), ("turn__isnull", True)),
                    models.Q(
                        ("after_paragraph__isnull", False), ("turn__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="passage_place_is_whole",
                violation_error_message="Give both the turn and the paragraph after which the passage is printed, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quote__isnull", True), ("kind", "pull_quote"), _connector="OR"
                ),
                name="passage_quote_is_rendered_by_a_pull_quote",
                violation_error_message="Only a pull quote renders a quote.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="passage_text_is_not_blank",
                violation_error_message="The text must not be blank.",
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(fields=["turn", "start"], name="mention_in_turn"),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(fields=["passage", "start"], name="mention_in_passage"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passage__isnull", True), ("turn__isnull", False)),
                    models.Q(("passage__isnull", False), ("turn__isnull", True)),
                    _connector="OR",
                ),
                name="mention_is_in_a_turn_or_a_passage",
                violation_error_message="A mention is in a turn or in a passage, one of the two.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__gte", 0), ("start__lt", models.F("end"))),
                name="mention_span_is_not_empty",
                violation_error_message="A span starts at 0 or later and ends after it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "end",
                        django.db.models.expressions.CombinedExpression(
                            models.F("start"),
                            "+",
                            django.db.models.functions.text.Length("text"),
                        ),
                    )
                ),
                name="mention_span_is_as_long_as_its_text",
                violation_error_message="The end must be the start plus the number of characters of the text.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("turn__isnull", False)),
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                expressions=[
                    (
                        models.Func(
                            models.F("entity"),
                            models.F("entity"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "=",
                    ),
                    (
                        models.Func(
                            models.F("turn"),
                            models.F("turn"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "=",
                    ),
                    (
                        models.Func(
                            models.F("start"),
                            models.F("end"),
                            function="int4range",
                            output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="mention_overlaps_none_of_its_entity_in_turn",
                violation_error_message="This overlaps another mention of the same entity.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("passage__isnull", False)),
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                expressions=[
                    (
                        models.Func(
                            models.F("entity"),
                            models.F("entity"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "=",
                    ),
                    (
                        models.Func(
                            models.F("passage"),
                            models.F("passage"),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "=",
                    ),
                    (
                        models.Func(
                            models.F("start"),
                            models.F("end"),
                            function="int4range",
                            output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="mention_overlaps_none_of_its_entity_in_passage",
                violation_error_message="This overlaps another mention of the same entity.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "name__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "description__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                ),
                name="entity_texts_are_printable",
                violation_error_message="There is a control character in one of: name, description.",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "title__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "publication__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "metadata_line__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "note__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "rights_holder__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "licence__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "credit_line__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                ),
                name="interview_texts_are_printable",
                violation_error_message="There is a control character in one of: title, publication, metadata_line, note, rights_holder, licence, credit_line.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "billed_as__regex",
                        "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                    ),
                    _negated=True,
                ),
                name="participation_texts_are_printable",
                violation_error_message="There is a control character in one of: billed_as.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "heading__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "text__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                ),
                name="passage_texts_are_printable",
                violation_error_message="There is a control character in one of: heading, text.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "text__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "note__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "withdrawal_reason__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                ),
                name="quote_texts_are_printable",
                violation_error_message="There is a control character in one of: text, note, withdrawal_reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "name__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "description__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                ),
                name="speaker_texts_are_printable",
                violation_error_message="There is a control character in one of: name, description.",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "label__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "label_en__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        (
                            "scope_note__regex",
                            "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                        ),
                        _negated=True,
                    ),
                ),
                name="topic_texts_are_printable",
                violation_error_message="There is a control character in one of: label, label_en, scope_note.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "text__regex",
                        "[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]",
                    ),
                    _negated=True,
                ),
                name="turn_texts_are_printable",
                violation_error_message="There is a control character in one of: text.",
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opening_mark__regex", "\\w"), _negated=True),
                    models.Q(("closing_mark__regex", "\\w"), _negated=True),
                ),
                name="turn_marks_are_no_words",
                violation_error_message="A mark around a turn has no letters or digits.",
            ),
        ),
    ]
