"""One check a file: ``(claim, view) -> Finding or None``. The name completes "this claim was marked because ..."."""
