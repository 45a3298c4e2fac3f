"""The gate: what is published is what the shapes let through."""
