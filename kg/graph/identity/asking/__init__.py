"""What a person is asked of who is who, what they answer, and why things are one or two."""
