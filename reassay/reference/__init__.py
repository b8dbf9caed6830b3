"""What we know, as data: TOML and CSV cards, and the typed readers that load them. No domain logic."""
