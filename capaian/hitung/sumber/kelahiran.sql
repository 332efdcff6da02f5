-- One row per child who lives here, from birth on. Older children are left out: nothing of theirs falls due any more.
SELECT o.warga_id::text AS entitas, o.warga_id, o.posyandu_id, {kolom}
FROM (
    SELECT p.*, p.tanggal_lahir AS mulai FROM penduduk p WHERE p.tanggal_lahir > {minggu}::date - {tempo_terlama} - 366
) o
LEFT JOIN (
    SELECT p.warga_id, {jumlah}
    FROM penduduk p
    JOIN jejak j ON j.pokok_id = p.warga_id
    JOIN posyandu_kunjungan k ON k.warga_id = j.warga_id
    WHERE p.tanggal_lahir > {minggu}::date - {tempo_terlama} - 366
      AND k.berlaku AND k.bagian_dari_id IS NULL AND {saring} AND k.tanggal BETWEEN p.tanggal_lahir AND {minggu}
    GROUP BY p.warga_id
) v ON v.warga_id = o.warga_id
