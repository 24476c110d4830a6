"""When a task is due: days, periods, counted times and recurrences."""
