"""The configuration: `mskguard.toml` or `[tool.mskguard]`, laid over the user's own."""

from mskguard.config.find import project_file, user_file
from mskguard.config.layers import BadConfig, Layer, Mention, Settings, combine
from mskguard.config.read import read

__all__ = [
    "BadConfig",
    "Layer",
    "Mention",
    "Settings",
    "combine",
    "project_file",
    "read",
    "user_file",
]
