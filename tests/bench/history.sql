INSERT INTO customers (event_id, id, address)
SELECT %(event)s, 100000000 + i, '+1' || (7000000000 + i)
FROM generate_series(1, %(orders)s / 10) AS i;
INSERT INTO orders (event_id, id, number, customer_id, channel, status, promised_earliest,
 promised_latest, created_at)
SELECT %(event)s, 110000000 + i, 1000000000 + i, 100000000 + 1 + i %% (%(orders)s / 10), 'sms',
 'collected', t, t, t
FROM generate_series(1, %(orders)s) AS i, LATERAL (SELECT now() - i * interval '20 seconds') AS o (t);
INSERT INTO tickets (event_id, id, order_id, station_id, state, prep_seconds, position, reason,
 queued_at, closed_at)
SELECT %(event)s, 120000000 + i, 110000000 + i,
 (SELECT min(id) FROM stations WHERE event_id = %(event)s), 'collected', 60, 120000000 + i, 'old',
 now(), now()
FROM generate_series(1, %(orders)s) AS i;
INSERT INTO order_lines (event_id, id, order_id, ticket_id, quantity, item, options, extras, notes)
SELECT %(event)s, 130000000 + i, 110000000 + i, 120000000 + i, 1, 'old', '{}', '[]', '[]'
FROM generate_series(1, %(orders)s) AS i;
INSERT INTO messages (event_id, id, customer_id, direction, channel, account, provider_id, address,
 number, kind, body, state, segments)
SELECT %(event)s, 140000000 + i, 100000000 + 1 + i %% (%(orders)s / 10), 'in', 'sms', 'old',
 'SM' || i, '+15550000000', '+15005550006', 'text', 'yes', 'received', 1
FROM generate_series(1, %(orders)s) AS i;
