-- One row per pregnancy of a person who lives here, begun by the Sunday. Its visits are those from the first day of the
-- last period until its end. `jatuh_tempo` is its end, or the expected day of birth while it had not ended.
SELECT o.id::text AS entitas, o.warga_id, o.posyandu_id, {kolom}
FROM (
    SELECT h.id, p.*,
           h.selesai > {minggu} OR h.selesai IS NULL AND {minggu} <= h.hpht + {hamil_terlama} AS hamil,
           CASE WHEN h.selesai <= {minggu} THEN h.selesai ELSE h.hpl END AS jatuh_tempo
    FROM jejak j
    JOIN penduduk p ON p.warga_id = j.pokok_id
    JOIN posyandu_kehamilan h ON h.warga_id = j.warga_id
    WHERE h.hpht <= {minggu}
) o
LEFT JOIN (
    SELECT h.id, {jumlah}
    FROM jejak ibu
    JOIN posyandu_kehamilan h ON h.warga_id = ibu.warga_id
    JOIN jejak j ON j.pokok_id = ibu.pokok_id
    JOIN posyandu_kunjungan k ON k.warga_id = j.warga_id
    WHERE k.berlaku AND k.bagian_dari_id IS NULL
      AND k.tanggal BETWEEN h.hpht AND LEAST(COALESCE(h.selesai, {minggu}), {minggu})
    GROUP BY h.id
) v ON v.id = o.id
