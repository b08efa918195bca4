"""What this day brings, and what the person answers to it."""
