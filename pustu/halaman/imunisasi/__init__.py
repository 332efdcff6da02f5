"""The immunisation session: vials once, then one key for each child."""
