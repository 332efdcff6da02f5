-- One row per person. Nearly every visit says something about some indicator, so none is filtered out beforehand.
SELECT o.warga_id::text AS entitas, o.warga_id, o.posyandu_id, {kolom}
FROM (
    SELECT p.*, COALESCE(e.hamil, FALSE) AS hamil, COALESCE(e.nifas, FALSE) AS nifas, r.penyakit
    FROM penduduk p
    LEFT JOIN (
        SELECT j.pokok_id,
               bool_or(h.hpht <= {minggu}
                       AND (h.selesai > {minggu} OR h.selesai IS NULL AND {minggu} <= h.hpht + {hamil_terlama})) AS hamil,
               bool_or(h.selesai <= {minggu} AND {minggu} <= h.selesai + {lama_nifas}) AS nifas
        FROM jejak j
        JOIN posyandu_kehamilan h ON h.warga_id = j.warga_id AND h.alasan_batal = ''
        GROUP BY j.pokok_id
    ) e ON e.pokok_id = p.warga_id
    LEFT JOIN (
        SELECT j.pokok_id, array_agg(t.penyakit) AS penyakit
        FROM jejak j
        JOIN posyandu_penyakitterdaftar t ON t.warga_id = j.warga_id
        WHERE t.sejak <= {minggu} AND (t.sampai IS NULL OR t.sampai > {minggu})
        GROUP BY j.pokok_id
    ) r ON r.pokok_id = p.warga_id
) o
LEFT JOIN (
    SELECT j.pokok_id, {jumlah}
    FROM jejak j
    JOIN posyandu_kunjungan k ON k.warga_id = j.warga_id
    WHERE k.berlaku AND k.bagian_dari_id IS NULL AND k.tanggal BETWEEN {awal} AND {minggu}
    GROUP BY j.pokok_id
) v ON v.pokok_id = o.warga_id
