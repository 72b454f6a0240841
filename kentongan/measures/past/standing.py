"""Which cases were open at a past moment, where they lay, and when they were due.

Rows of acts are never changed, so the past can be read out of them: a case was open if it had been
opened and no ending since stood; where it lay the first later entry that moved it says (`was`);
what it was due by, the clocks that had been set and neither met nor replaced by then. What the
clock found out late (a pause that had reached its limit) is told as of when it was. What has become
a matter of oversight or confidential since is told of the past as of today: not at all.
"""

OPEN_THEN = """
    SELECT c.id, c.reference, c.opened_at, c.is_oversight, c.is_confidential,
           c.public_lat, c.public_lon, c.is_public,
           coalesce((moved.was->>'service_type')::bigint, c.service_type_id) AS service_type_id,
           coalesce((moved.was->>'jurisdiction')::bigint, c.jurisdiction_id) AS jurisdiction_id,
           coalesce((moved.was->>'unit')::bigint, c.unit_id) AS unit_id,
           coalesce(clock.due_at, last.due_at, c.opened_at) AS due_at
    FROM casework_case c
    LEFT JOIN LATERAL (
        SELECT p.at, p.limit_at FROM casework_pause p
        WHERE p.case_id = c.id AND p.at <= %(at)s AND (p.ended_at IS NULL OR p.ended_at > %(at)s)
        LIMIT 1
    ) AS pause ON true
    LEFT JOIN LATERAL (
        SELECT e.particulars->'was' AS was FROM journal_entry e
        WHERE NOT c.is_oversight AND e.about = 'case' AND e.about_id = c.id AND e.at > %(at)s
          AND jsonb_typeof(e.particulars->'was') = 'object'
        ORDER BY e.id LIMIT 1
    ) AS moved ON true
    LEFT JOIN LATERAL (
        SELECT least(min(d.due_at), pause.limit_at) AS due_at
        FROM casework_deadline d LEFT JOIN casework_deadline old ON old.id = d.replaces_id
        WHERE d.case_id = c.id AND coalesce(old.replaced_at, d.set_at) <= %(at)s
          AND (d.replaced_at IS NULL OR d.replaced_at > %(at)s)
          AND (d.met_at IS NULL OR d.met_at > %(at)s)
          AND (pause.at IS NULL OR d.binds = 'reply' OR d.due_at <= pause.at)
    ) AS clock ON true
    LEFT JOIN LATERAL (
        SELECT coalesce(d.replaced_at, d.due_at) AS due_at FROM casework_deadline d
        WHERE clock.due_at IS NULL AND d.case_id = c.id
          AND coalesce(d.met_at, d.replaced_at) <= %(at)s
        ORDER BY coalesce(d.met_at, d.replaced_at) DESC LIMIT 1
    ) AS last ON true
    WHERE c.opened_at <= %(at)s AND (c.closed_at IS NULL OR c.closed_at > %(at)s)
      AND NOT EXISTS (
        SELECT 1 FROM casework_disposition ended
        WHERE ended.case_id = c.id AND ended.at <= %(at)s AND NOT EXISTS (
            SELECT 1 FROM casework_reopening again
            WHERE again.case_id = c.id AND again.at BETWEEN ended.at AND %(at)s
        )
    )
"""

TALLIES = f"""
    SELECT o.is_oversight, place.parent_id, o.jurisdiction_id, o.unit_id, o.service_type_id,
           count(*), count(*) FILTER (WHERE o.due_at < %(at)s)
    FROM ({OPEN_THEN}) AS o JOIN places_jurisdiction place ON place.id = o.jurisdiction_id
    GROUP BY o.is_oversight,
             GROUPING SETS ((place.parent_id), (o.jurisdiction_id), (o.unit_id),
                            (o.service_type_id))
"""  # noqa: S608 - made of the text above

PRESSING = f"""
    SELECT id, reference, service_type_id, jurisdiction_id, unit_id, due_at, opened_at, is_public,
           public_lat, public_lon
    FROM ({OPEN_THEN}) AS o
    WHERE NOT o.is_oversight AND NOT o.is_confidential
    ORDER BY due_at, id LIMIT %(most)s
"""  # noqa: S608 - made of the text above

_ENDING = """
        SELECT d.outcome, d.at FROM casework_disposition d
        WHERE d.case_id = {case} AND d.at <= %(at)s AND NOT EXISTS (
            SELECT 1 FROM casework_reopening again
            WHERE again.case_id = d.case_id AND again.at BETWEEN d.at AND %(at)s
        )
        ORDER BY d.at DESC, d.id DESC LIMIT 1
"""

OF_A_DAY = f"""
    SELECT extract(hour FROM c.opened_at AT TIME ZONE %(zone)s)::int AS hour,
           coalesce(ended.outcome, 'open') AS stands, count(*)
    FROM casework_case c
    LEFT JOIN LATERAL ({_ENDING.format(case="c.id")}) AS ended ON true
    WHERE c.opened_at >= %(start)s AND c.opened_at <= %(at)s
    GROUP BY 1, 2
"""  # noqa: S608 - made of the text above

ENDED = f"""
    SELECT ended.outcome, count(*) FROM (
        SELECT DISTINCT about_id FROM journal_entry
        WHERE at >= %(start)s AND at <= %(at)s AND kind = ANY(%(kinds)s)
    ) AS told
    JOIN LATERAL ({_ENDING.format(case="told.about_id")}) AS ended ON ended.at >= %(start)s
    GROUP BY 1
"""  # noqa: S608 - made of the text above

HEARD = """
    SELECT DISTINCT ON (channel) channel, at FROM (
        SELECT CASE WHEN e.about = 'case' THEN %(desk)s ELSE e.particulars->>'channel' END
               AS channel, e.at
        FROM journal_entry e
        WHERE e.at > %(since)s AND e.at <= %(at)s
          AND (e.kind = 'request.received' OR e.about = 'case' AND e.by_id IS NOT NULL)
    ) AS told ORDER BY channel, at DESC
"""
