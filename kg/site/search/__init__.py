"""The search of the site: what it finds of each page, and the bundle of files that a browser asks."""
