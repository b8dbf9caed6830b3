"""Exports: one file a format, each a leaf ``(holdings, tray) -> None`` that writes its files to the tray.

A leaf says its files (``files``, the main one first), and whether that one may stand alone (``alone``).
"""
