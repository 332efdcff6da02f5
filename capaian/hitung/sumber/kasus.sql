-- One row per new case of somebody who lives here: a visit this year with one of the findings that are counted, unless the
-- same was found within {jeda} days before it, which is the same case. `tanggal` is its day.
SELECT DISTINCT ON (o.warga_id, o.temuan, o.tanggal) o.id::text AS entitas, o.warga_id, o.posyandu_id, {kolom}
FROM (
    SELECT k.id, p.warga_id, p.posyandu_id, k.tanggal, t.temuan
    FROM penduduk p
    JOIN jejak j ON j.pokok_id = p.warga_id
    JOIN posyandu_kunjungan k ON k.warga_id = j.warga_id
    CROSS JOIN unnest(k.temuan) AS t (temuan)
    WHERE k.berlaku AND k.bagian_dari_id IS NULL AND k.temuan && {dicacah}::varchar[] AND t.temuan = ANY({dicacah})
      AND k.tanggal BETWEEN {awal} AND {minggu}
) o
WHERE NOT EXISTS (
    SELECT FROM jejak j
    JOIN posyandu_kunjungan k ON k.warga_id = j.warga_id
    WHERE j.pokok_id = o.warga_id AND k.berlaku AND k.bagian_dari_id IS NULL AND o.temuan = ANY(k.temuan)
      AND k.tanggal < o.tanggal AND k.tanggal >= o.tanggal - {jeda}
)
ORDER BY o.warga_id, o.temuan, o.tanggal, o.id
