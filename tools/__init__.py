"""Commands for the people who look after the code."""
