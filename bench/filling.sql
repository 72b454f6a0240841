-- What a filled city is made of, step by step; `bench/filling.py` runs them in this order.

-- dice: chance, drawn once for every case
CREATE TEMP TABLE dice AS
SELECT i, %(at)s::timestamptz AS moment, random() AS u1, random() AS u2, random() AS luck,
       1 - ln(1 - random()) * 60 AS hours, random() AS still,
       mod(i::numeric * 685499389721, 1099511627776)::int8 AS scattered,
       %(at)s - (%(n)s - i + random()) / %(n)s * interval '5 years' AS opened_at,
       1 + floor(random() * (SELECT count(*) FROM kind))::int AS kind_n,
       1 + floor(random() * (SELECT count(*) FROM spot))::int AS spot_n,
       floor(random() * 1000)::int AS text_n,
       floor(exp(random() * ln(2000)))::int AS n1,
       floor(exp(random() * ln(2000)))::int AS n2,
       floor(exp(random() * ln(2000)))::int AS n3
FROM generate_series(1, %(n)s) i;
ANALYZE dice;

-- draw: what, where, who, when; of five years' cases 73 days' are open, four in a hundred
CREATE TEMP TABLE draw AS
WITH spoken AS (
    SELECT *, (SELECT short FROM places_profile) AS short,
           still < exp(-extract(epoch FROM moment - opened_at) / 86400 / 73) AS is_open,
           substr(a, 1 + (scattered & 31)::int, 1) || substr(a, 1 + (scattered >> 5 & 31)::int, 1)
           || substr(a, 1 + (scattered >> 10 & 31)::int, 1)
           || substr(a, 1 + (scattered >> 15 & 31)::int, 1)
           || substr(a, 1 + (scattered >> 20 & 31)::int, 1)
           || substr(a, 1 + (scattered >> 25 & 31)::int, 1)
           || substr(a, 1 + (scattered >> 30 & 31)::int, 1)
           || substr(a, 1 + (scattered >> 35 & 31)::int, 1) AS symbols
    FROM dice, (VALUES ('0123456789ABCDEFGHJKMNPQRSTVWXYZ')) AS alphabet (a)
)
SELECT i, i AS request, opened_at, is_open,
       k.id AS kind, k.verify, k.act,
       opened_at + k.verify_in AS verify_due, opened_at + k.act_in AS act_due,
       s.place, s.kecamatan, s.cell, r.unit, w.officer,
       s.lat + (u1 - 0.5) * 0.0005 AS lat, s.lon + (u2 - 0.5) * 0.0005 AS lon,
       short || symbols AS reference, symbols || lpad(to_hex(mod(i, 65536)), 4, '0') AS code,
       CASE WHEN mod(i, 5) = 0 THEN 'open311' ELSE 'web' END AS channel,
       t.words || ' ' || v1.word || ' ' || v2.word || ' ' || v3.word AS words,
       'RT ' || 1 + mod(i, 12) || ' RW ' || 1 + mod(i, 9) || ', ' || v2.word AS address,
       CASE WHEN NOT is_open THEN 'closed' WHEN luck < 0.3 THEN 'received'
            WHEN luck < 0.5 THEN 'verified' ELSE 'assigned' END AS stage,
       CASE WHEN is_open THEN '' WHEN luck < 0.05 THEN 'refused' WHEN luck < 0.08 THEN 'referred'
            WHEN luck < 0.10 THEN 'joined' WHEN luck < 0.11 THEN 'set_aside'
            WHEN luck < 0.45 THEN 'confirmed' ELSE 'unopposed' END AS outcome,
       NOT is_open OR luck >= 0.3 AS is_verified,
       (NOT is_open OR luck >= 0.3) AND u2 < 0.9 AND NOT k.is_private AS is_shown,
       least(opened_at + hours * 0.1 * interval '1 hour', moment) AS verified_at,
       CASE WHEN NOT is_open THEN least(opened_at + hours * interval '1 hour', moment) END
       AS closed_at
FROM spoken
JOIN kind k ON k.n = kind_n
JOIN spot s ON s.nth = spot_n
JOIN route r ON r.kind = k.id AND r.place = s.place
LEFT JOIN worker w ON w.unit = r.unit
JOIN said t ON t.kind = k.id AND t.n = 1 + mod(text_n, t.of)
JOIN vocabulary v1 ON v1.n = n1
JOIN vocabulary v2 ON v2.n = n2
JOIN vocabulary v3 ON v3.n = n3;
ANALYZE draw;

-- reporters: every other person says who they are
INSERT INTO intake_reporter (id, name, email, phone, telegram, by_voice, added_at)
SELECT i, 'Warga ' || i, 'warga@contoh.invalid', '', '', false, opened_at FROM draw WHERE mod(i, 2) = 0;

-- requests
INSERT INTO intake_servicerequest
    (id, reference, code, service_type_id, words, answers, channel, language, received_at,
     jurisdiction_id, located_by, lat, lon, cell, address, reporter_id, is_test, is_anonymous,
     is_confidential)
SELECT request, reference, code, kind, words, '{}', channel, 'id', opened_at,
       place, 'map', lat, lon, cell, address, CASE WHEN mod(i, 2) = 0 THEN i END, false, false, false
FROM draw;

-- cases
INSERT INTO casework_case
    (id, reference, service_type_id, jurisdiction_id, kecamatan_id, unit_id, officer_id, channel,
     stage, words, address, lat, lon, opened_at, updated_at, due_at, promised_at, closed_at,
     outcome, voices, step, is_oversight, is_confidential, is_public, public_words, public_lat,
     public_lon, public_cell)
SELECT i, reference, kind, place, kecamatan, unit,
       CASE WHEN stage IN ('assigned', 'closed') THEN officer END, channel, stage,
       words, address, lat, lon, opened_at, coalesce(closed_at, opened_at),
       CASE WHEN stage = 'received' THEN verify_due ELSE act_due END, act_due,
       closed_at, outcome, 1, 0, false, false, is_shown, CASE WHEN is_shown THEN words ELSE '' END,
       CASE WHEN is_shown THEN lat END, CASE WHEN is_shown THEN lon END,
       CASE WHEN is_shown THEN cell END
FROM draw;

-- filings
INSERT INTO casework_filing (case_id, service_request_id, at, is_me_too)
SELECT i, request, opened_at, false FROM draw;

-- clocks of the gate
INSERT INTO casework_deadline (case_id, binds, rule_id, due_at, set_at, derivation, met_at)
SELECT i, 'verify', verify, verify_due, opened_at, '{}', CASE WHEN is_verified THEN verified_at END
FROM draw;

-- clocks of the work
INSERT INTO casework_deadline (case_id, binds, rule_id, due_at, set_at, derivation, met_at)
SELECT i, 'act', act, act_due, opened_at, '{}', closed_at FROM draw;

-- verifications
INSERT INTO casework_verification (case_id, at, by_id, is_public, public_words)
SELECT i, verified_at, %(operator)s, is_shown, CASE WHEN is_shown THEN words ELSE '' END
FROM draw WHERE is_verified;

-- assignments
INSERT INTO casework_assignment (case_id, at, by_id, unit_id, officer_id, instruction)
SELECT i, verified_at, %(operator)s, unit, officer, '' FROM draw WHERE stage IN ('assigned', 'closed');

-- dispositions
INSERT INTO casework_disposition (case_id, at, by_id, outcome, reason, text)
SELECT i, closed_at, coalesce(officer, %(operator)s), outcome,
       CASE WHEN outcome = 'refused' THEN 'not_ours' ELSE '' END, 'Sudah ditindaklanjuti.'
FROM draw WHERE NOT is_open;

-- journal
INSERT INTO journal_entry (at, kind, by_id, about, about_id, particulars)
SELECT at, name, by_id, about, about_id, particulars FROM draw, LATERAL (VALUES
    (opened_at, 'request.received', NULL, 'request', request,
     jsonb_build_object('channel', channel, 'service_type', kind, 'jurisdiction', place), true),
    (opened_at, 'case.opened', NULL, 'case', i,
     jsonb_build_object('request', request, 'service_type', kind, 'jurisdiction', place,
                        'unit', unit, 'channel', channel), true),
    (verified_at, 'case.verified', %(operator)s::int8, 'case', i,
     jsonb_build_object('is_public', is_shown), is_verified),
    (closed_at, 'case.' || outcome, coalesce(officer, %(operator)s), 'case', i,
     jsonb_build_object('service_type', kind, 'jurisdiction', place, 'unit', unit,
                        'channel', channel), NOT is_open)
) AS told (at, name, by_id, about, about_id, particulars, happened)
WHERE happened ORDER BY at;

-- books: the balances as the bookkeeping would have entered them, day by day
INSERT INTO measures_balance
    (cut, key, span, day, last_at, received, moved_in, moved_out,
     confirmed, unopposed, refused, referred, set_aside, joined,
     back_confirmed, back_unopposed, back_refused, back_referred, back_set_aside, back_joined)
SELECT cut, key, 'day', day, max(at), count(*) FILTER (WHERE told = 'opened'), 0, 0,
       count(*) FILTER (WHERE told = 'confirmed'), count(*) FILTER (WHERE told = 'unopposed'),
       count(*) FILTER (WHERE told = 'refused'), count(*) FILTER (WHERE told = 'referred'),
       count(*) FILTER (WHERE told = 'set_aside'), count(*) FILTER (WHERE told = 'joined'),
       0, 0, 0, 0, 0, 0
FROM (SELECT place, unit, kind, channel, m.*, (at AT TIME ZONE zone)::date AS day
      FROM draw, (SELECT zone FROM places_profile) p, LATERAL (VALUES
          (opened_at, 'opened', true), (verified_at, 'verified', is_verified),
          (closed_at, outcome, NOT is_open)) AS m (at, told, happened)
      WHERE happened) moved, LATERAL (VALUES
    ('place', place::text, true), ('unit', unit::text, true), ('type', kind::text, true),
    ('channel', channel, true), ('channel', 'desk', false)
) AS h (cut, key, is_counted)
WHERE CASE WHEN is_counted THEN told <> 'verified' ELSE told <> 'opened' END
GROUP BY cut, key, day, is_counted;

-- books of the desk: its acts are dated, and counted nowhere
UPDATE measures_balance SET confirmed = 0, unopposed = 0, refused = 0, referred = 0, set_aside = 0,
       joined = 0 WHERE cut = 'channel' AND key = 'desk';

-- books of months, years and all together
INSERT INTO measures_balance
    (cut, key, span, day, last_at, received, moved_in, moved_out,
     confirmed, unopposed, refused, referred, set_aside, joined,
     back_confirmed, back_unopposed, back_refused, back_referred, back_set_aside, back_joined)
SELECT cut, key, s.span, s.since, max(last_at), sum(received), 0, 0,
       sum(confirmed), sum(unopposed), sum(refused), sum(referred), sum(set_aside), sum(joined),
       0, 0, 0, 0, 0, 0
FROM measures_balance, LATERAL (VALUES
    ('month', date_trunc('month', day)::date), ('year', date_trunc('year', day)::date),
    ('ever', '0001-01-01'::date)
) AS s (span, since)
GROUP BY cut, key, s.span, s.since;

-- bookmark
INSERT INTO measures_bookmark (id, xact, entry) SELECT 1, max(xact), max(id) FROM journal_entry;
