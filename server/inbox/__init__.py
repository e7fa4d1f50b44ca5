"""Messages that reach people: who hears of what, when, and by which way."""
