"""The web site of a release: what it shows to people, made from the gated graph and the shapes."""
