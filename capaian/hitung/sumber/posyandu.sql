-- One row per posyandu not closed on the Sunday, with the visits it made, whoever was served.
SELECT o.id::text AS entitas, NULL::uuid AS warga_id, o.id AS posyandu_id, {kolom}
FROM (
    SELECT u.id
    FROM puskesmas_unit u
    WHERE u.jalur ^@ {jalur} AND u.jenis = 'posyandu'
      AND (u.status <> 'tutup' OR u.ditutup_pada > {minggu})
) o
LEFT JOIN (
    SELECT k.unit_layanan_id, {jumlah}
    FROM puskesmas_unit u
    JOIN posyandu_kunjungan k ON k.unit_layanan_id = u.id
    WHERE u.jalur ^@ {jalur} AND u.jenis = 'posyandu'
      AND k.berlaku AND k.bagian_dari_id IS NULL AND k.tanggal BETWEEN {awal} AND {minggu} AND {saring}
    GROUP BY k.unit_layanan_id
) v ON v.unit_layanan_id = o.id
