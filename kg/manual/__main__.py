"""Write the reference part of the manual into `docs/reference/`."""

from importlib.metadata import distribution

from kg.manual import reference
from kg.system import resources

# The command as the package registers it: rooms import those below them, and the command line is above.
(registered,) = distribution("reelgraph").entry_points.select(group="console_scripts", name="kg")

for name, text in reference(registered.load()).items():
    path = resources.DOCS / "reference" / name
    path.write_text(text, "utf-8", newline="\n")
    print(path)
