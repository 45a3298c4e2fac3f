"""What the program needs of the machine that it runs on; it knows nothing of films."""
