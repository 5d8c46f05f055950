"""A compliance pack as SARIF tells of it: a taxonomy whose taxa are the framework's controls."""

from __future__ import annotations

from typing import Any

from mskguard.engine.finding import Description
from mskguard.profiles.profile import Control, Profile

Json = dict[str, Any]


def taxonomies(profile: Profile | None) -> Json:
    """The run's taxonomies; nothing where the profile is no compliance pack."""
    if profile is None or not profile.controls:
        return {}
    component = {
        "name": profile.name,
        "version": profile.version,
        "shortDescription": {"text": profile.title},
        "informationUri": profile.url,
        "isComprehensive": False,
        "taxa": [_taxon(control) for control in profile.controls],
    }
    return {"taxonomies": [component]}


def _taxon(control: Control) -> Json:
    judged = {"judged": True} if control.rules else {"judged": False, "why": control.why}
    return {
        "id": control.id,
        "shortDescription": {"text": control.title},
        "helpUri": control.url,
        "properties": judged,
    }


def supported(profile: Profile | None) -> Json:
    """What the driver says of the taxonomies that its rules refer to."""
    if profile is None or not profile.controls:
        return {}
    return {"supportedTaxonomies": [{"name": profile.name, "index": 0}]}


def relationships(rule: Description, profile: Profile | None) -> Json:
    """The controls that a rule judges."""
    if profile is None:
        return {}
    ids = [(index, one) for index, one in enumerate(profile.controls) if rule.name in one.rules]
    if not ids:
        return {}
    return {
        "relationships": [
            {
                "target": {
                    "id": control.id,
                    "index": index,
                    "toolComponent": {"name": profile.name, "index": 0},
                },
                "kinds": ["relevant"],
            }
            for index, control in ids
        ]
    }
