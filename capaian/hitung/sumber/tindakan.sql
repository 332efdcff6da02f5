-- One row per action that falls due in the window and is not cancelled, at the unit it was assigned in; `selesai` is the
-- local day on which it was closed.
SELECT o.id::text AS entitas, NULL::uuid AS warga_id, o.unit_id AS posyandu_id, {kolom}
FROM (
    SELECT t.id, t.unit_id, (t.ditutup_pada AT TIME ZONE COALESCE(s.zona_waktu, 'Asia/Jakarta'))::date AS selesai
    FROM puskesmas_unit u
    JOIN puskesmas_tindakan t ON t.unit_id = u.id
    LEFT JOIN puskesmas_setelan s ON s.kabupaten_id = u.kabupaten_id
    WHERE u.jalur ^@ {jalur} AND t.status <> 'batal' AND t.tenggat BETWEEN {awal} AND {minggu}
) o
