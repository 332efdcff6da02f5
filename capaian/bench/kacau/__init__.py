"""Phones push through a bad network while the stack is killed: what was lost, what came twice."""
