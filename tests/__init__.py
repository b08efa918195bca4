"""What the tests share; a package, so that no other one called so can take its place."""
