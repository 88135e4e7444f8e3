"""Clean French press articles, read who deals with whom in them, and chart it."""
