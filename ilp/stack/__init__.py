"""What `./run` does: install, embedded servers, and the processes of the stack. Plain Python, no Django."""
