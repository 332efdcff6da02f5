"""The rule book: every line of the data as a page that people can read. Pure functions from data to words."""
