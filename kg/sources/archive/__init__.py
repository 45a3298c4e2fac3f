"""The XML of archives."""
