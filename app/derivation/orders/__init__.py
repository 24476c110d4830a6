"""What orders something, and whom: in directives, and in texts that tell of them."""
