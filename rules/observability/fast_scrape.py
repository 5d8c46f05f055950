from mskguard.rule import Context, Level, PrometheusScrape, Verdicts, rule, violates


@rule(severity=Level.MEDIUM, kind="practice")
def fast_scrape(scrape: PrometheusScrape, ctx: Context) -> Verdicts:
    """Prometheus reads the brokers' metrics more often than they can well bear.

    Each scrape has the JMX exporter on every broker put together thousands of metrics, more with
    each partition. Every few seconds that is a constant load on the CPU which the same brokers need
    for records; AWS advises 60 seconds at least. The load shows in the very graphs that it feeds,
    and is then taken for traffic.

    Scrape once a minute. Where a number is needed more often, take CloudWatch's metrics or those of
    the clients.

    ```diff properties
     # file: prometheus.yml
     scrape_configs:
       - job_name: brokers
    -    scrape_interval: 15s
    +    scrape_interval: 60s
    ? -- a file of Prometheus has no unknowns
         static_configs:
           - targets:
               - b-1.events.abc123.c2.kafka.eu-west-1.amazonaws.com:11001
               - b-2.events.abc123.c2.kafka.eu-west-1.amazonaws.com:11001
    ```

    Source: Developer Guide, "Best practices for Standard brokers",
    https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html.
    """
    least = ctx.facts.limit("scrape_interval_minimum")
    yield violates(
        scrape.interval,
        when=scrape.interval.satisfies(lambda seconds: seconds < least),
        message=f"{scrape.address}: brokers are read every {scrape.interval.otherwise(0)} seconds, "
        f"{least} are the least that AWS advises",
    )
