-- One row per assignment as cadre that holds on the Sunday. `mulai` is the first day in the window on which the cadre
-- recorded a visit, wherever it was, or stood on the roster of a session.
SELECT o.id::text AS entitas, NULL::uuid AS warga_id, o.unit_id AS posyandu_id, {kolom}
FROM (
    SELECT p.id, p.unit_id, LEAST(c.pertama, r.pertama) AS mulai
    FROM puskesmas_unit u
    JOIN puskesmas_penugasan p ON p.unit_id = u.id
    LEFT JOIN (
        SELECT k.dicatat_oleh_id, min(k.tanggal) AS pertama
        FROM puskesmas_unit u
        JOIN posyandu_kunjungan k ON k.unit_layanan_id = u.id
        WHERE u.jalur ^@ {jalur} AND k.berlaku AND k.tanggal BETWEEN {awal} AND {minggu}
        GROUP BY k.dicatat_oleh_id
    ) c ON c.dicatat_oleh_id = p.pengguna_id
    LEFT JOIN (
        SELECT d.pengguna_id, min(h.tanggal) AS pertama
        FROM puskesmas_unit u
        JOIN posyandu_haribuka h ON h.posyandu_id = u.id
        JOIN posyandu_petugasharibuka d ON d.hari_buka_id = h.id
        WHERE u.jalur ^@ {jalur} AND h.status NOT IN ('dipindah', 'batal') AND h.tanggal BETWEEN {awal} AND {minggu}
        GROUP BY d.pengguna_id
    ) r ON r.pengguna_id = p.pengguna_id
    WHERE u.jalur ^@ {jalur} AND p.peran = 'kader' AND p.sejak <= {minggu} AND (p.sampai IS NULL OR p.sampai > {minggu})
) o
