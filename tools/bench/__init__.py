"""How fast the timeline is, beside the bare driver and beside Django, on both databases."""
