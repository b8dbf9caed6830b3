"""Stages of the rare-earth value chain, in the order the material flows."""

STAGES = (
    "mining",
    "beneficiation",
    "separation",
    "metal",
    "alloy_magnet",
    "functional_materials",
    "devices",
    "end_sectors",
    "recycling",
    "standards_ip",
)
