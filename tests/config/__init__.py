"""The configuration, held against what it promises."""
