"""A child, and which adults may do what for that child."""
