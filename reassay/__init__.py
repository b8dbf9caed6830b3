"""reassay: tests what is claimed about rare earths."""
