"""What is done to tickets: create, edit, delete and restore them, one or many."""
