"""The demo kabupaten: places that exist, people and visits that do not. `muat.load_demo` writes all of it.

`Unit.status` is read as the state of a place's conversion to ILP: `beroperasi` since `dibuka_pada`, or `persiapan` and
`rencana` with `rencana_buka` up to 2027. Places not yet converted go on serving as before, so every posyandu of the
demo holds sessions, weighs children and counts.
"""
