"""Tables: CSV, TSV, JSON, JSON Lines, Parquet and spreadsheets."""
