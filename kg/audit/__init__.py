"""Pages out there: what their markup says beside what a reader of them sees."""
