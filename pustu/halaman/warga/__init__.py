"""A whole life on one page: who, how they grow, what was given, what was found, what became of it, who changed what."""
