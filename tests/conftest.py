"""What holds for all tests."""

from hypothesis import settings

# A noisy machine is no fault of the code.
settings.register_profile("reelgraph", deadline=None)
settings.load_profile("reelgraph")
