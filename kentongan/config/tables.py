"""The tables of a new city: made from the models at once, as its migrations would leave them.

Migrations walk through every state that tables ever had, and Django draws all models anew at each
step: half a minute of work for a schema that is empty at the end. What they did in plain SQL is
done here too; what they did to rows is not, since there are none. A test holds both ways together.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, router, transaction
from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django_tenants.utils import schema_context


def make_tables(schema: str) -> None:
    """Make the schema of a city with every table, and write down that it lacks no migration.

    :param schema: its name in PostgreSQL
    :raises django.db.ProgrammingError: if it is there already; nothing has changed then
    """
    with transaction.atomic(), schema_context(schema):
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {connection.ops.quote_name(schema)}")
        with connection.schema_editor() as editor:
            for model in _models():
                editor.create_model(model)
        loader = MigrationLoader(None)
        order = _in_order(loader)
        with connection.cursor() as cursor:
            for statement in _plain_statements(loader, order):
                cursor.execute(statement)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        recorder.migration_qs.bulk_create(
            recorder.Migration(app=app, name=name) for app, name in order
        )


def _models() -> Iterator[type[Model]]:
    """Those that a city keeps for itself; who points to whom is settled when all are there."""
    for app in apps.get_app_configs():
        yield from router.get_migratable_models(app, connection.alias)


def _in_order(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Every migration on disk, as they follow one another."""
    order: dict[tuple[str, str], None] = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        order.update(dict.fromkeys(loader.graph.forwards_plan(leaf)))
    return list(order)


def _plain_statements(loader: MigrationLoader, order: list[tuple[str, str]]) -> Iterator[str]:
    for key in order:
        if router.allow_migrate(connection.alias, key[0]):
            operations = loader.disk_migrations[key].operations
            yield from (str(each.sql) for each in operations if isinstance(each, RunSQL))
