"""What a film is: the record, the shapes and their plan, values, terms, IRIs."""
