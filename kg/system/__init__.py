"""What every other room stands on: errors, files, processes, the terminal."""
