"""Everything that is shown, made from the gated graph: dumps, files of single entities, markup, pages."""
