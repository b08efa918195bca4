"""What the app asks of the computer: a screen, a tray, reminders, a log of its own."""
