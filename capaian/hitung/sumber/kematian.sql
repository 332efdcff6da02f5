-- One row per person who died this year by the Sunday, where they lived last. `siapa`: as what the death is counted, at the
-- age of that day; a mother died expecting, or within 42 days of an end of pregnancy, whatever the cause. And one row per
-- stillborn child, who is no person of the registry and stands under its mother: as many as the birth says, one where the
-- pregnancy ended so and nobody wrote down the birth.
SELECT o.entitas, o.warga_id, o.posyandu_id, {kolom}
FROM (
    SELECT w.id::text AS entitas, w.id AS warga_id, d.posyandu_id, w.status_sejak AS tanggal,
           ARRAY_REMOVE(ARRAY[
               CASE WHEN EXTRACT(year FROM age(w.status_sejak, w.tanggal_lahir)) < 1 THEN 'bayi' END,
               CASE WHEN EXTRACT(year FROM age(w.status_sejak, w.tanggal_lahir)) < 5 THEN 'balita' END,
               CASE WHEN EXISTS (
                   SELECT FROM posyandu_warga a
                   JOIN posyandu_kehamilan h ON h.warga_id = a.id AND h.alasan_batal = ''
                   WHERE (a.id = w.id OR a.digabung_ke_id = w.id) AND h.hpht <= w.status_sejak
                     AND w.status_sejak <= COALESCE(h.selesai + {lama_nifas}, h.hpht + {hamil_terlama})
               ) THEN 'ibu' END
           ], NULL) AS siapa
    FROM posyandu_warga w
    CROSS JOIN LATERAL (
        SELECT d.posyandu_id FROM posyandu_domisili d WHERE d.warga_id = w.id ORDER BY d.sejak DESC LIMIT 1
    ) d
    JOIN puskesmas_unit u ON u.id = d.posyandu_id
    WHERE w.status = 'meninggal' AND w.digabung_ke_id IS NULL AND u.jalur ^@ {jalur}
      AND w.status_sejak BETWEEN {awal} AND {minggu}
    UNION ALL
    SELECT h.id || '-' || ke, w.id, d.posyandu_id, h.selesai, ARRAY['lahir_mati']
    FROM posyandu_kehamilan h
    JOIN posyandu_warga a ON a.id = h.warga_id
    JOIN posyandu_warga w ON w.id = COALESCE(a.digabung_ke_id, a.id)
    CROSS JOIN LATERAL (
        SELECT d.posyandu_id FROM posyandu_domisili d WHERE d.warga_id = w.id ORDER BY d.sejak DESC LIMIT 1
    ) d
    JOIN puskesmas_unit u ON u.id = d.posyandu_id
    CROSS JOIN LATERAL (
        SELECT max((k.pengukuran ->> 'persalinan_lahir_mati')::int) AS jumlah
        FROM posyandu_warga b
        JOIN posyandu_kunjungan k ON k.warga_id = b.id
        WHERE (b.id = w.id OR b.digabung_ke_id = w.id) AND k.berlaku AND k.tanggal = h.selesai
    ) lahir
    CROSS JOIN LATERAL generate_series(1, GREATEST(lahir.jumlah, (h.hasil = 'lahir_mati')::int)) ke
    WHERE h.hasil <> 'keguguran' AND h.alasan_batal = '' AND u.jalur ^@ {jalur}
      AND h.selesai BETWEEN {awal} AND {minggu}
) o
