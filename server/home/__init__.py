"""First pages: what is asked of a family, the plan, and what waits for staff."""
