from mskguard.rule import YES, Configuration, Context, Level, Verdicts, rule, violates


@rule(severity=Level.LOW, kind="practice")
def unused_configuration(configuration: Configuration, ctx: Context) -> Verdicts:
    """No cluster uses the configuration.

    A configuration has no effect until a cluster names it, and a cluster that names none runs with
    MSK's default: unclean leader election is on there, and topics without ACLs are open to
    everyone. What the file promises is then not what runs. An account may have a hundred
    configurations, and forgotten ones count.

    Name it in the cluster's configuration_info, or remove it. Where its ARN leaves the sources, or
    a module that may use it was not read, nothing is claimed.

    ```diff
    -resource "aws_msk_configuration" "old" { name = "old" }
    ?resource "aws_msk_configuration" "old" { name = "old" }
    ?output "arn" { value = aws_msk_configuration.old.arn }
     resource "aws_msk_cluster" "events" {
       cluster_name = "events"
     }
    ```

    Source: Developer Guide, "Amazon MSK configuration",
    https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration.html.
    """
    users = ctx.users(configuration)
    if not users.nodes:
        yield violates(
            configuration,
            when=~users.some(lambda _: YES),
            message=f"{configuration.address}: no cluster uses the configuration, a cluster names "
            "it in configuration_info",
        )
