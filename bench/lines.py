"""What must be reached (the first goals were set when the project began)."""

from bench.reporting import Line, at_least, at_most, within


def LINES(cases: int, many: int) -> list[Line]:  # noqa: N802
    """Every line of the table, for a city of each size."""
    first = f"alone.first.{cases}"
    few, lots = f"{cases:,} cases", f"{many:,} cases"
    return [
        Line("create", f"create through Open311, {few}", "240/s", at_least(240)),
        Line("create.share", "… of raw PostgreSQL", "10 %", at_least(10)),
        Line("create.statements", "… statements", "12", at_most(12)),
        Line("hear", f"messages kept from WhatsApp's webhook, {few}", "100/s", at_least(100)),
        Line("hear.again", "… the same call again", "250/s", at_least(250)),
        Line("inbox.work", f"… worked into talks and reports, {few}", "", at_least(0)),
        Line("calls.fold", "events of calls folded in memory, one process", "", at_least(0)),
        Line("calls.tell", f"… told: to disk and journal, one client, {few}", "", at_least(0)),
        Line(
            "incidents",
            f"reports of a flood night grouped, one process, {few}",
            "200/s",
            at_least(200),
        ),
        Line("incidents.batch", "… the longest batch of 300", "", at_least(0)),
        Line("incidents.count", "… incidents that came of 10,000 reports", "", at_least(0)),
        Line("incidents.tile", "… what the wall asks of it, once", "", at_least(0)),
        Line("pings", "positions of 1,000 buses taken in, one process", "200/s", at_least(200)),
        Line("pings.now", "… where all of them are", "", at_least(0)),
        Line("pings.tile", "… what the wall asks of it, once", "", at_least(0)),
        Line("phone.first", "a report's form on a phone, first load", "100 kB", at_most(100)),
        Line("phone.installed", "… of the installed app", "100 kB", at_most(100)),
        Line("phone.kept", "… what its worker fetches behind it", "", at_least(0)),
        Line("phone.later", "… a later load", "from the cache", at_most(1)),
        Line("phone.usable", "… usable on 2G (35 kB/s, 800 ms)", "", at_least(0)),
        Line("queue.first", f"queue, 50 rows, first page, {few}", "250/s", at_least(250)),
        Line("queue.deep", "… tenth page", "250/s", at_least(250)),
        Line("queue.last", "… last page", "250/s", at_least(250)),
        Line("queue.first.statements", "… statements", "6", at_most(6)),
        Line("queue.last.statements", "… statements of the last page", "6", at_most(6)),
        Line(
            f"alone.filtered.{cases}.p95",
            f"queue filtered, one client, {few}",
            "p95 40 ms",
            at_most(40),
        ),
        Line(f"alone.searched.{cases}.p95", "… searched", "p95 100 ms", at_most(100)),
        Line(first, "… first page", "", at_least(0)),
        Line(
            f"alone.first.{many}",
            f"… first page, {lots}",
            "1.2 × the line above",
            within(first, 1.2),
        ),
        Line(f"alone.last.{many}", "… last page", "1.2 × the same", within(first, 1.2)),
        Line(f"alone.filtered.{many}.p95", f"queue filtered, one client, {lots}", "", at_least(0)),
        Line(f"alone.searched.{many}.p95", "… searched", "", at_least(0)),
        Line("chain", f"create → verify → assign → answer → find, {lots}", "40/s", at_least(40)),
        Line("map", f"public map, street-size box, {few}", "400/s", at_least(400)),
        Line(f"csv.{cases}", f"open data as CSV, {few}", "60,000 rows/s", at_least(60_000)),
        Line(f"csv.growth.{many}", f"… memory, {lots}", "constant", at_most(8)),
        Line("wall.1000", "wall, opened, 1,000 cases", "", at_least(0)),
        Line(f"wall.{many}", f"… {lots}", "the same", within("wall.1000", 1.3)),
        Line("wall.cold.1000", "… its numbers worked out, 1,000 cases", "", at_least(0)),
        Line(f"wall.cold.{many}", f"… {lots}", "", at_least(0)),
        Line("fanout", "wall: commit → 1,000 open browsers", "p99 under 1 s", at_most(1000)),
        Line("memory", "memory of one server process (PSS)", "under 130 MiB", at_most(130)),
    ]
