-- Shared by all sources. `penduduk`: people with a domicile here on the Sunday. Rows merged into another person are left
-- out: the domicile of the row that stays counts. `jejak`: every row of those people, so that visits, pregnancies and
-- registers written under a merged row count for the person.
penduduk AS MATERIALIZED (
    SELECT w.id AS warga_id, w.keluarga_id, w.tanggal_lahir, w.jenis_kelamin, d.posyandu_id
    FROM puskesmas_unit u
    JOIN posyandu_domisili d ON d.posyandu_id = u.id
    JOIN posyandu_warga w ON w.id = d.warga_id
    WHERE u.jalur ^@ {jalur}
      AND d.sejak <= {minggu} AND (d.sampai IS NULL OR d.sampai > {minggu})
      AND w.digabung_ke_id IS NULL AND w.tanggal_lahir <= {minggu}
),
jejak AS MATERIALIZED (
    SELECT warga_id, warga_id AS pokok_id FROM penduduk
    UNION ALL
    SELECT w.id, w.digabung_ke_id
    FROM posyandu_warga w
    JOIN penduduk p ON p.warga_id = w.digabung_ke_id
    WHERE w.digabung_ke_id IS NOT NULL
)
