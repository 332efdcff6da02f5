-- One row per Puskesmas whose weekly evaluation was due in this week: it is about the week before.
SELECT o.id::text AS entitas, NULL::uuid AS warga_id, o.unit_id AS posyandu_id, {kolom}
FROM (
    SELECT e.id, e.unit_id, (e.disahkan_pada AT TIME ZONE COALESCE(s.zona_waktu, 'Asia/Jakarta'))::date AS disahkan,
           {senin}::date + COALESCE(p.hari_rapat, 1) + COALESCE(p.tenggat_hari, 0) - 1 AS batas
    FROM puskesmas_unit u
    JOIN capaian_evaluasipekan e ON e.unit_id = u.id
    LEFT JOIN puskesmas_setelan s ON s.kabupaten_id = u.kabupaten_id
    LEFT JOIN puskesmas_profilpuskesmas p ON p.unit_id = u.id
    WHERE u.jalur ^@ {jalur} AND u.jenis = 'puskesmas' AND e.pekan = {senin}::date - 7
) o
