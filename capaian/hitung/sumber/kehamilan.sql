-- One row per pregnancy of a person who lives here, begun by the Sunday. Its visits are those from the first day of the
-- last period until its end. `jatuh_tempo` is its end, or the expected day of birth while it had not ended.
SELECT o.id::text AS entitas, o.warga_id, o.posyandu_id, {kolom}
FROM (
    SELECT h.id, h.hpht, h.selesai, p.*,
           h.selesai > {minggu} OR h.selesai IS NULL AND {minggu} <= h.hpht + {hamil_terlama} AS hamil,
           CASE WHEN h.selesai <= {minggu} THEN h.selesai ELSE h.hpl END AS jatuh_tempo
    FROM jejak j
    JOIN penduduk p ON p.warga_id = j.pokok_id
    JOIN posyandu_kehamilan h ON h.warga_id = j.warga_id AND h.alasan_batal = ''
    WHERE h.hpht <= {minggu}
) o
LEFT JOIN LATERAL (
    SELECT {jumlah}
    FROM (
        SELECT o.warga_id
        UNION ALL
        SELECT w.id FROM posyandu_warga w WHERE w.digabung_ke_id = o.warga_id
    ) j
    JOIN posyandu_kunjungan k ON k.warga_id = j.warga_id
    WHERE k.berlaku AND k.bagian_dari_id IS NULL AND {saring}
      AND k.tanggal BETWEEN o.hpht AND LEAST(COALESCE(o.selesai, {minggu}), {minggu})
) v ON TRUE
