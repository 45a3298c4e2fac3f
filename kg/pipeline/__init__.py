"""The whole way: what a build does, stage by stage."""
