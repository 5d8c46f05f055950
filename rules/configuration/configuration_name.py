import re

from mskguard.rule import Configuration, Level, Tri, Unknown, Value, Verdicts, rule, violates

NAME = r"[0-9A-Za-z][0-9A-Za-z-]*"
"""The API's pattern: `^[0-9A-Za-z][0-9A-Za-z-]{0,}$`."""
REFUSED = re.compile(r"[^0-9A-Za-z-]")


@rule(severity=Level.HIGH, kind="constraint")
def configuration_name(configuration: Configuration) -> Verdicts:
    """The configuration's name has characters that MSK refuses.

    A name consists of letters, digits and hyphens and starts with a letter or digit. Underscores
    and dots, which most other names on AWS may have, are refused when the configuration is made.
    They often come in by a Kafka version that is a part of the name.

    Write hyphens instead. The name of a configuration that exists cannot be changed: Terraform
    makes another one.

    ```diff
     resource "aws_msk_configuration" "events" {
    -  name = "events_3.9"
    +  name = "events-3-9"
     }
    ```

    Source: API Reference, "Configurations",
    https://docs.aws.amazon.com/msk/1.0/apireference/configurations.html.
    """
    name = configuration.name
    yield violates(
        name,
        when=(name.given & ~name.matches(NAME)) | _is_refused_in_part(name),
        message=f"{configuration.address}: the name {name} is more than letters, digits and "
        "hyphens after a letter or digit",
    )


def _is_refused_in_part(name: Value[str]) -> Tri:
    """Whether what is known of a name that is not known as a whole is refused."""
    now = name.now()
    if not isinstance(now, Unknown) or now.text is None:
        return Tri.NO
    return Tri.of(any(REFUSED.search(piece.text or "") for piece in now.text.pieces))
