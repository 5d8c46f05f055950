"""What mskguard sees, laid out for people: every attribute of every node, and what relates them."""

from mskguard.survey.advice import advice
from mskguard.survey.attributes import Attribute, attributes, has_parts, parts
from mskguard.survey.cases import Case, cases
from mskguard.survey.find import Found, NotFound, find
from mskguard.survey.relations import Link, Relationship
from mskguard.survey.secrets import MASK, masked, shown
from mskguard.survey.things import Survey, Thing, survey

__all__ = [
    "MASK",
    "Attribute",
    "Case",
    "Found",
    "Link",
    "NotFound",
    "Relationship",
    "Survey",
    "Thing",
    "advice",
    "attributes",
    "cases",
    "find",
    "has_parts",
    "masked",
    "parts",
    "shown",
    "survey",
]
