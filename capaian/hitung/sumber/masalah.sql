-- One row per problem that was reported by the Sunday and had not ended by then, at the place it is about.
SELECT o.id::text AS entitas, NULL::uuid AS warga_id, o.unit_id AS posyandu_id, {kolom}
FROM (
    SELECT m.id, m.unit_id, m.tenggat
    FROM puskesmas_unit u
    JOIN puskesmas_masalah m ON m.unit_id = u.id
    LEFT JOIN puskesmas_setelan s ON s.kabupaten_id = u.kabupaten_id
    CROSS JOIN LATERAL (SELECT COALESCE(s.zona_waktu, 'Asia/Jakarta') AS zona) z
    WHERE u.jalur ^@ {jalur} AND (m.dilaporkan_pada AT TIME ZONE z.zona)::date <= {minggu}
      AND (m.ditutup_pada IS NULL OR (m.ditutup_pada AT TIME ZONE z.zona)::date > {minggu})
) o
