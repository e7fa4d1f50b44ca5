"""How an adult comes to stand beside a child here: in person, by number matching."""
