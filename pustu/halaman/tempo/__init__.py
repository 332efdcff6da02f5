"""Who is due for what: the list of the week, on a page, on paper, and as counts for a WhatsApp group."""
