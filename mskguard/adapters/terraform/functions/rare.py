"""Functions that few configurations call: their modules cost nothing until one does."""

from __future__ import annotations

from mskguard.adapters.terraform.functions.table import later

RARE = {
    "csv_text": ("csvdecode",),
    "dates": ("formatdate", "timeadd", "timecmp"),
    "encoding": (
        "base64decode",
        "base64encode",
        "base64gzip",
        "base64sha256",
        "base64sha512",
        "md5",
        "rsadecrypt",
        "sha1",
        "sha256",
        "sha512",
        "textdecodebase64",
        "textencodebase64",
        "urlencode",
        "uuidv5",
    ),
    "json_places": ("jsondecode",),
    "network": ("cidrhost", "cidrnetmask", "cidrsubnet", "cidrsubnets"),
    "paths": ("abspath", "basename", "dirname", "pathexpand"),
    "regex": ("regex", "regexall"),
    "yaml_text": ("yamldecode", "yamlencode"),
}
"""The functions that each of these modules joins to the table."""

for _module, _names in RARE.items():
    later(_module, *_names)
