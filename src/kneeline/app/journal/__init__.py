"""The Journal page: everything that was told, to read, find, add to and put right."""
