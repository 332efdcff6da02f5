"""Rules of care as data, and the pure functions that apply them. The format of the data is in docs/aturan-data.md."""
