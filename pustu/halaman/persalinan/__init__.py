"""`/persalinan/<ibu>/`: writing down a birth."""
