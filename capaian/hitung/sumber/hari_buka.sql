-- One row per session that takes place by the Sunday, with the visits received for it so far.
SELECT o.id::text AS entitas, NULL::uuid AS warga_id, o.posyandu_id, {kolom}
FROM (
    SELECT s.id, s.posyandu_id, s.tanggal,
           s.status = 'ditutup' AND s.jumlah_dinyatakan <= (
               SELECT count(*) FROM posyandu_kunjungan k
               WHERE k.hari_buka_id = s.id AND k.berlaku AND k.bagian_dari_id IS NULL
           ) AS lengkap
    FROM puskesmas_unit u
    JOIN posyandu_haribuka s ON s.posyandu_id = u.id
    WHERE u.jalur ^@ {jalur} AND s.status NOT IN ('dipindah', 'batal') AND s.tanggal BETWEEN {awal} AND {minggu}
) o
