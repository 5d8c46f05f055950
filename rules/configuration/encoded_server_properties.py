from mskguard.rule import Configuration, Dialect, Level, Verdicts, rule, violates


@rule(severity=Level.MEDIUM, kind="constraint")
def encoded_server_properties(configuration: Configuration) -> Verdicts:
    """A template encodes the properties in Base64, although CloudFormation does that by itself.

    The API takes server.properties in Base64, and an example of its request is easily carried over
    into a template. CloudFormation takes the plain text and encodes it: what is encoded already
    reaches the service twice encoded, and the stack fails with "Invalid request body", which says
    nothing of the reason.

    Write the text as it is, in a block scalar. What stands inside is judged by the other rules all
    the same. That the service refuses it is told by users; AWS's page only asks for the text.

    ```diff cloudformation
     Resources:
       Events:
         Type: AWS::MSK::Configuration
         Properties:
           Name: events
    -      ServerProperties: !Base64 "auto.create.topics.enable = false"
    +      ServerProperties: "auto.create.topics.enable = false"
    ```

    Source: CloudFormation Template Reference, "AWS::MSK::Configuration",
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-msk-configuration.html.
    """
    if configuration.unit.dialect is Dialect.CLOUDFORMATION:
        encoded = configuration.encoded
        yield violates(
            encoded,
            when=encoded.equals(True) | configuration.properties.satisfies(lambda _: False),
            message=f"{configuration.address}: ServerProperties is encoded in Base64, the plain "
            "text is taken",
        )
