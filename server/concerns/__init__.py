"""A worry raised, how it was answered, and telling the family that extra help starts."""
