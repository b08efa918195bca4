"""Running: where a person stands, what they ran, their steps a minute, and a run on the screen."""
