"""The dialogs around the journal's file: bring a backup back, export, import, and the report."""
