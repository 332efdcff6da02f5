-- What was typed for a unit, week by week, summed over the indicator's window; a week belongs to the year of its Sunday.
-- A count of cases has no denominator; where nothing was typed for the week itself, what it added is unknown.
SELECT i.unit_id AS posyandu_id, j.nomor, COALESCE(sum(i.penyebut), 0)::int AS penyebut, sum(i.pembilang)::int AS pembilang,
       (sum(i.pembilang) FILTER (WHERE i.pekan = {senin}))::int AS tambahan
FROM (VALUES {jenis}) AS j (nomor, kode, awal)
JOIN capaian_isian i ON i.indikator_id = j.kode
JOIN puskesmas_unit u ON u.id = i.unit_id
WHERE u.jalur ^@ {jalur} AND i.pekan <= {senin} AND i.pekan + 6 >= j.awal
GROUP BY i.unit_id, j.nomor
