"""Many people on one sheet: a class at school, the houses of a neighbourhood."""
