"""The statements that make the files. Names are joined once; times get the city's offset.

A cell that a spreadsheet would take for a formula is defused with a leading apostrophe.
"""

ROWS = """
WITH kind AS MATERIALIZED (
    SELECT t.id, t.code, coalesce(t.names ->> %(language)s, t.code) AS name,
           coalesce(g.names ->> %(language)s, g.code) AS shelf
    FROM catalogue_servicetype t JOIN catalogue_servicegroup g ON g.id = t.group_id
), office AS MATERIALIZED (
    SELECT id, code, coalesce(names ->> %(language)s, code) AS name FROM places_unit
), place AS MATERIALIZED (
    SELECT id, code, name FROM places_jurisdiction
)
SELECT c.reference AS id, kind.code AS service_code, kind.name AS service_name,
       kind.shelf AS service_group,
       CASE WHEN c.closed_at IS NULL THEN 'open' ELSE 'closed' END AS status,
       c.stage, c.outcome,
       to_char(c.opened_at, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') AS opened_at,
       to_char(c.promised_at, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') AS promised_at,
       to_char(c.closed_at, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') AS closed_at,
       to_char(c.updated_at, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') AS updated_at,
       office.code AS unit_code, office.name AS unit,
       kelurahan.code AS kelurahan_code, kelurahan.name AS kelurahan,
       kecamatan.code AS kecamatan_code, kecamatan.name AS kecamatan,
       c.public_lat AS lat, c.public_lon AS lon, c.voices,
       CASE WHEN c.public_words ~ '^\\s*[=+@-]' THEN '''' || c.public_words
            ELSE c.public_words END AS words
FROM casework_case c
JOIN kind ON kind.id = c.service_type_id
JOIN office ON office.id = c.unit_id
JOIN place kelurahan ON kelurahan.id = c.jurisdiction_id
JOIN place kecamatan ON kecamatan.id = c.kecamatan_id
WHERE c.is_public AND c.opened_at >= %(start)s AND c.opened_at < %(end)s
  AND (%(kecamatan)s::bigint IS NULL OR c.kecamatan_id = %(kecamatan)s)
ORDER BY c.opened_at, c.id
"""

REPORTS_CSV = f"COPY ({ROWS}) TO STDOUT WITH (FORMAT csv, HEADER)"

REPORTS_GEOJSON = f"""
COPY (
    SELECT ',' || json_build_object(
        'type', 'Feature', 'id', r.id,
        'geometry', json_build_object('type', 'Point', 'coordinates', json_build_array(lon, lat)),
        'properties', to_jsonb(r) - 'id' - 'lat' - 'lon')
    FROM ({ROWS}) r
) TO STDOUT WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')
"""  # noqa: S608 - a constant; JSON holds no control character, so nothing is ever quoted

TALLY = """
SELECT to_char(c.opened_at, 'YYYY-MM-DD') AS day,
       CASE WHEN NOT hidden THEN p.code END AS kelurahan_code,
       CASE WHEN NOT hidden THEN p.name END AS kelurahan,
       CASE WHEN NOT hidden THEN t.code END AS service_code,
       count(*) AS received,
       count(*) FILTER (WHERE c.closed_at IS NULL) AS open,
       count(*) FILTER (WHERE c.outcome = 'confirmed') AS confirmed,
       count(*) FILTER (WHERE c.outcome = 'unopposed') AS unopposed,
       count(*) FILTER (WHERE c.outcome = 'refused') AS refused,
       count(*) FILTER (WHERE c.outcome = 'referred') AS referred,
       count(*) FILTER (WHERE c.outcome = 'set_aside') AS set_aside,
       count(*) FILTER (WHERE c.outcome = 'joined') AS joined
FROM casework_case c
JOIN catalogue_servicetype t ON t.id = c.service_type_id
JOIN places_jurisdiction p ON p.id = c.jurisdiction_id
CROSS JOIN LATERAL (
    SELECT t.is_private OR t.matter = 'oversight' OR c.is_oversight
        OR c.is_confidential AS hidden)
WHERE c.opened_at >= %(start)s AND c.opened_at < %(end)s
  AND (%(kecamatan)s::bigint IS NULL
       OR c.kecamatan_id = %(kecamatan)s AND NOT c.is_oversight)
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2 NULLS LAST, 4
"""

TALLY_CSV = f"COPY ({TALLY}) TO STDOUT WITH (FORMAT csv, HEADER)"
