-- One row per birth, of a child alive or not, by a person who lives here; `mulai` is the day. Its visits are those of the
-- weeks after.
SELECT o.id::text AS entitas, o.warga_id, o.posyandu_id, {kolom}
FROM (
    SELECT h.id, h.selesai AS mulai, p.*
    FROM jejak j
    JOIN penduduk p ON p.warga_id = j.pokok_id
    JOIN posyandu_kehamilan h ON h.warga_id = j.warga_id AND h.alasan_batal = ''
    WHERE h.hasil <> 'keguguran' AND h.selesai <= {minggu} AND h.selesai > {minggu}::date - {tempo_terlama} - 366
) o
LEFT JOIN (
    SELECT h.id, {jumlah}
    FROM jejak i
    JOIN posyandu_kehamilan h ON h.warga_id = i.warga_id
    JOIN jejak j ON j.pokok_id = i.pokok_id
    JOIN posyandu_kunjungan k ON k.warga_id = j.warga_id
    WHERE h.hasil <> 'keguguran' AND h.selesai <= {minggu} AND h.selesai > {minggu}::date - {tempo_terlama} - 366
      AND k.berlaku AND k.bagian_dari_id IS NULL AND {saring}
      AND k.tanggal BETWEEN h.selesai AND LEAST(h.selesai + {lama_nifas}, {minggu})
    GROUP BY h.id
) v ON v.id = o.id
