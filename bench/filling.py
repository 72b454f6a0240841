"""Filling a city with so many cases in minutes: set by set inside the database, never one by one.

Five years of reports, denser in daytime; about four in a hundred are still open, mostly young
ones, as in a real city's tallies (571 waiting and 20 in process of 14,012 in 2024).
"""

import random
import time
from datetime import datetime

from django.db import connection, transaction

from bench.drawing import prepare

YEARS = 5
OPEN_FOR_DAYS = 73
"""Mean age of what is still open: 73 days of five years are four in a hundred."""
REQUESTS_FROM = 5_000_000
"""Ids of requests and cases differ, so that a replayed statement tells one from the other."""
SHORT = "(SELECT short FROM places_profile)"

DICE = f"""
    CREATE TEMP TABLE dice AS
    SELECT i, %(at)s::timestamptz AS moment, random() AS u1, random() AS u2, random() AS u3,
           1 - ln(1 - random()) * 60 AS hours, random() AS still,
           mod(i::numeric * 685499389721, 1099511627776)::int8 AS scattered,
           %(at)s - (%(n)s - i + random()) / %(n)s * interval '{YEARS} years' AS opened_at,
           1 + floor(random() * (SELECT count(*) FROM kind))::int AS kind_n,
           1 + floor(random() * (SELECT count(*) FROM spot))::int AS spot_n,
           floor(random() * 1000)::int AS text_n,
           floor(exp(random() * ln(2000)))::int AS n1,
           floor(exp(random() * ln(2000)))::int AS n2,
           floor(exp(random() * ln(2000)))::int AS n3
    FROM generate_series(1, %(n)s) i
"""
CODE = " || ".join(
    f"substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (scattered >> {5 * d} & 31)::int, 1)"
    for d in range(8)
)
DRAW = f"""
    CREATE TEMP TABLE draw AS
    SELECT i, {REQUESTS_FROM} + i AS request, opened_at, moment,
           k.id AS kind, k.verify, k.answer,
           opened_at + k.verify_in AS verify_due, opened_at + k.answer_in AS answer_due,
           s.place, s.kecamatan, s.lat + (u1 - 0.5) * 0.0005 AS lat,
           s.lon + (u2 - 0.5) * 0.0005 AS lon, s.cell, r.unit, w.officer,
           {SHORT} || {CODE} AS reference, {CODE} || lpad(to_hex(mod(i, 65536)), 4, '0') AS code,
           t.words || ' ' || v1.word || ' ' || v2.word || ' ' || v3.word AS words,
           'RT ' || 1 + mod(i, 12) || ' RW ' || 1 + mod(i, 9) || ', ' || v2.word AS address,
           still < exp(-extract(epoch FROM moment - opened_at) / 86400 / {OPEN_FOR_DAYS}) AS is_open,
           u2 < 0.9 AND NOT k.is_private AS may_show, u3 AS luck,
           least(opened_at + hours * 0.1 * interval '1 hour', moment) AS verified_at,
           least(opened_at + hours * interval '1 hour', moment) AS closed_at
    FROM dice
    JOIN kind k ON k.n = kind_n
    JOIN spot s ON s.nth = spot_n
    JOIN route r ON r.kind = k.id AND r.place = s.place
    LEFT JOIN worker w ON w.unit = r.unit
    JOIN said t ON t.kind = k.id AND t.n = 1 + mod(text_n, t.of)
    JOIN vocabulary v1 ON v1.n = n1
    JOIN vocabulary v2 ON v2.n = n2
    JOIN vocabulary v3 ON v3.n = n3
"""
STAGE = """CASE WHEN NOT is_open THEN 'closed' WHEN luck < 0.3 THEN 'received'
           WHEN luck < 0.5 THEN 'verified' ELSE 'assigned' END"""
OPENED = "NOT is_open OR luck >= 0.3"
SHOWN = f"(may_show AND ({OPENED}))"
REFUSED = "NOT is_open AND luck < 0.05"
"""Every step as (what, table, columns, SELECT ... FROM draw)."""
STEPS = (
    ("intake_reporter", "id, name, email, phone, added_at",
     "i, 'Warga ' || i, 'warga@contoh.invalid', '', opened_at", "mod(i, 2) = 0"),
    ("intake_servicerequest",
     "id, reference, code, service_type_id, words, answers, channel, language, received_at, "
     "jurisdiction_id, located_by, lat, lon, cell, address, reporter_id, is_test",
     "request, reference, code, kind, words, '{}', CASE WHEN mod(i, 5) = 0 THEN 'open311' ELSE 'web' "
     "END, 'id', opened_at, place, 'map', lat, lon, cell, address, "
     "CASE WHEN mod(i, 2) = 0 THEN i END, false", "true"),
    ("casework_case",
     "id, reference, service_type_id, jurisdiction_id, kecamatan_id, unit_id, officer_id, stage, "
     "words, address, lat, lon, opened_at, updated_at, due_at, promised_at, closed_at, outcome, "
     "voices, is_public, public_words, public_lat, public_lon, public_cell",
     f"i, reference, kind, place, kecamatan, unit, CASE WHEN {STAGE} IN ('assigned', 'closed') "
     f"THEN officer END, {STAGE}, words, address, lat, lon, opened_at, "
     f"CASE WHEN is_open THEN opened_at ELSE closed_at END, "
     f"CASE WHEN {STAGE} = 'received' THEN verify_due ELSE answer_due END, answer_due, "
     f"CASE WHEN NOT is_open THEN closed_at END, CASE WHEN {REFUSED} THEN 'refused' "
     f"WHEN is_open THEN '' ELSE 'done' END, 1, {SHOWN}, CASE WHEN {SHOWN} THEN words ELSE '' END, "
     f"CASE WHEN {SHOWN} THEN lat END, CASE WHEN {SHOWN} THEN lon END, "
     f"CASE WHEN {SHOWN} THEN cell END", "true"),
    ("casework_filing", "case_id, service_request_id, at", "i, request, opened_at", "true"),
    ("casework_deadline", "case_id, binds, rule_id, due_at, set_at, derivation, met_at",
     "i, 'verify', verify, verify_due, opened_at, '{}', verified_at", OPENED),
    ("casework_deadline", "case_id, binds, rule_id, due_at, set_at, derivation",
     "i, 'verify', verify, verify_due, opened_at, '{}'", f"NOT ({OPENED})"),
    ("casework_deadline", "case_id, binds, rule_id, due_at, set_at, derivation, met_at",
     "i, 'answer', answer, answer_due, opened_at, '{}', CASE WHEN NOT is_open THEN closed_at END",
     "true"),
    ("casework_verification", "case_id, at, by_id, is_public, public_words",
     f"i, verified_at, %(operator)s, {SHOWN}, CASE WHEN {SHOWN} THEN words ELSE '' END", OPENED),
    ("casework_assignment", "case_id, at, by_id, unit_id, officer_id, instruction",
     "i, verified_at, %(operator)s, unit, officer, ''", f"{STAGE} IN ('assigned', 'closed')"),
    ("casework_disposition", "case_id, at, by_id, outcome, reason, text",
     f"i, closed_at, coalesce(officer, %(operator)s), CASE WHEN {REFUSED} THEN 'refused' ELSE "
     f"'done' END, CASE WHEN {REFUSED} THEN 'not_ours' ELSE '' END, 'Sudah ditindaklanjuti.'",
     "NOT is_open"),
)  # fmt: skip
FACTS = "'service_type', kind, 'jurisdiction', place, 'unit', unit"
ENTRIES = f"""
    INSERT INTO journal_entry (at, kind, by_id, about, about_id, particulars)
    SELECT at, name, by_id, about, about_id, particulars FROM draw, LATERAL (VALUES
        (opened_at, 'request.received', NULL, 'request', request,
         jsonb_build_object('channel', CASE WHEN mod(i, 5) = 0 THEN 'open311' ELSE 'web' END,
                            'service_type', kind, 'jurisdiction', place), true),
        (opened_at, 'case.opened', NULL, 'case', i,
         jsonb_build_object('request', request, {FACTS}), true),
        (verified_at, 'case.verified', %(operator)s::int8, 'case', i,
         jsonb_build_object('is_public', {SHOWN}), {OPENED}),
        (closed_at, CASE WHEN {REFUSED} THEN 'case.refused' ELSE 'case.closed' END,
         coalesce(officer, %(operator)s), 'case', i, jsonb_build_object({FACTS}), NOT is_open)
    ) AS told (at, name, by_id, about, about_id, particulars, happened)
    WHERE happened ORDER BY at
"""


def fill(cases: int, *, at: datetime) -> None:
    """Fill the current, empty city; `at` is its present moment."""
    with transaction.atomic():
        _run("SET LOCAL maintenance_work_mem = '1GB'; SET LOCAL work_mem = '256MB'")
        # The rows are right by construction; only a superuser may say so.
        _run("SET LOCAL session_replication_role = replica")
        _run("SELECT setseed(0.5)")
        prepare(random.Random(1))
        given = {"at": at, "n": cases, "operator": _one("SELECT min(user_id) FROM people_membership WHERE role = 'operator'")}  # fmt: skip
        _timed("dice", DICE, given)
        _run("ANALYZE dice")
        _timed("drawn", DRAW, given)
        _run("ANALYZE draw")
        later = _drop_indexes()
        for table, columns, what, where in STEPS:
            _timed(table, f"INSERT INTO {table} ({columns}) SELECT {what} FROM draw WHERE {where}", given)  # fmt: skip  # noqa: S608
        _timed("journal_entry", ENTRIES, given)
        for statement in later:
            _timed(statement.split()[2] if "UNIQUE" not in statement else statement.split()[3], statement)  # fmt: skip
        _set_sequences()
        _keep_books()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE draw, dice")
        cursor.execute("VACUUM ANALYZE")


def _drop_indexes() -> list[str]:
    """Drop the indexes of the big tables that hold up no constraint; returns how to make them."""
    found = _all(
        """SELECT i.indexname, i.indexdef FROM pg_indexes i
           WHERE i.schemaname = current_schema() AND i.tablename ~ '^(casework|intake|journal)_'
             AND NOT EXISTS (SELECT FROM pg_constraint c
                             WHERE c.conindid = format('%I', i.indexname)::regclass)"""
    )
    for name, _ in found:
        _run(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]


def _set_sequences() -> None:
    for table, column in _all(
        """SELECT table_name, column_name FROM information_schema.columns
           WHERE table_schema = current_schema() AND column_name = 'id' AND is_identity = 'YES'"""
    ):
        _run(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "
            f"(SELECT coalesce(max(id), 0) + 1 FROM {table}))"
        )


def _keep_books() -> None:
    """The balances as the bookkeeping would have entered them, and the bookmark at the end."""
    _timed("books", BOOKS)
    _run(
        "INSERT INTO measures_bookmark (id, xact, entry) "
        "SELECT 1, max(xact), max(id) FROM journal_entry"
    )


BOOKS = """
    INSERT INTO measures_balance
        (cut, key, day, received, moved_in, moved_out, done, refused, undone, unrefused, last_at)
    SELECT cut, key, day, count(*) FILTER (WHERE kind IN ('case.opened', 'request.received')), 0, 0,
           count(*) FILTER (WHERE kind = 'case.closed'),
           count(*) FILTER (WHERE kind = 'case.refused'), 0, 0, max(at)
    FROM (SELECT kind, at, cut, key, (at AT TIME ZONE (SELECT zone FROM places_profile))::date AS d
          FROM journal_entry, LATERAL (VALUES
            ('place', particulars->>'jurisdiction', kind NOT IN ('request.received', 'case.verified')),
            ('unit', particulars->>'unit', kind <> 'case.verified'),
            ('type', particulars->>'service_type', kind NOT IN ('request.received', 'case.verified')),
            ('channel', particulars->>'channel', true),
            ('channel', CASE WHEN by_id IS NOT NULL THEN 'desk' END, true)
          ) AS h (cut, key, counts) WHERE counts AND key IS NOT NULL) told,
         LATERAL (VALUES (d), (NULL)) AS days (day)
    GROUP BY cut, key, day
"""


def _timed(what: str, statement: str, given: dict[str, object] | None = None) -> None:
    began = time.monotonic()
    _run(statement, given)
    took = time.monotonic() - began
    if took > 1:
        print(f"  {what:44}{took:7.1f} s", flush=True)


def _run(statement: str, given: dict[str, object] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def _one(statement: str) -> object:
    return _all(statement)[0][0]


def _all(statement: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
