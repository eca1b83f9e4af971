-- Documents that were approved before undertakings were kept: those whose approved version is still the current one
-- (its projects are at hand). One that is being adjusted gets its undertakings at its next approval.
INSERT INTO undertaking (area, id, node, path, year, document, version, ordinal, project, code, name,
    unit_code, unit_name, initial, stated, lit, created_at, updated_at)
SELECT p.area, p.id, COALESCE(n.id, d.node), COALESCE(n.path, d.path), d.year, d.id, d.version, p.ordinal, p.id,
    p.code, p.name, p.unit_code, p.unit_name, p.budget, p.budget, '', d.updated_at, d.updated_at
FROM document d
JOIN project p ON p.area = d.area AND p.document = d.id
LEFT JOIN node n ON n.area = p.area AND n.code = p.unit_code AND substr(n.path, 1, length(d.path)) = d.path
WHERE d.approved_version = d.version;

INSERT INTO undertaking_content (area, undertaking, body)
SELECT u.area, u.id, p.body FROM undertaking u JOIN project p ON p.area = u.area AND p.id = u.project;

INSERT INTO undertaking_month (area, undertaking, month, year, path, allocated, adjusted, paid, due, behind, light)
SELECT u.area, u.id, m.month, u.year, u.path, 0, u.initial, 0, 0, 0, 'grey'
FROM undertaking u
CROSS JOIN (SELECT 1 AS month UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5
    UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10
    UNION ALL SELECT 11 UNION ALL SELECT 12) m;

INSERT INTO node_month (area, year, node, month, red, yellow, green, blue, grey, allocated, adjusted, paid, due)
SELECT u.area, u.year, u.node, m.month, 0, 0, 0, 0, COUNT(*), 0, CAST(SUM(m.adjusted) AS BIGINT), 0, 0
FROM undertaking u
JOIN undertaking_month m ON m.area = u.area AND m.undertaking = u.id
GROUP BY u.area, u.year, u.node, m.month;
