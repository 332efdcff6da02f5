-- One row per family with a member who lives here on the Sunday. It counts at the posyandu of its eldest member.
SELECT o.keluarga_id::text AS entitas, o.warga_id, o.posyandu_id, {kolom}
FROM (
    SELECT DISTINCT ON (p.keluarga_id) p.*
    FROM penduduk p
    WHERE p.keluarga_id IS NOT NULL
    ORDER BY p.keluarga_id, p.tanggal_lahir, p.warga_id
) o
LEFT JOIN (
    SELECT p.keluarga_id, {jumlah}
    FROM penduduk p
    JOIN jejak j ON j.pokok_id = p.warga_id
    JOIN posyandu_kunjungan k ON k.warga_id = j.warga_id
    WHERE k.berlaku AND k.bagian_dari_id IS NULL AND k.tanggal BETWEEN {awal} AND {minggu} AND {saring}
    GROUP BY p.keluarga_id
) v ON v.keluarga_id = o.keluarga_id
