"""One leaf for each layout of evidence files, with its card beside it: what the columns are called, and whose data they are."""
