"""What families say at each step, and what changed because of it."""
