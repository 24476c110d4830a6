"""Names of units: where they begin and end, the members of lists, whom they mean in the tree."""
