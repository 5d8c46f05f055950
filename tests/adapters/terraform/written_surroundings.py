"""Resources around MSK with all of their arguments; each text is the path of its field."""

from __future__ import annotations

_RULE = """
    protocol         = "{0}.protocol"
    from_port        = 9094
    to_port          = 9098
    cidr_blocks      = ["{0}.cidrs"]
    ipv6_cidr_blocks = ["{0}.ipv6_cidrs"]
    prefix_list_ids  = ["{0}.prefix_lists"]
    self             = true
    description      = "{0}.description"
"""
_RULE_OF_ITS_OWN = """
    security_group_id = "group"
    ip_protocol       = "rule.protocol"
    from_port         = 9094
    to_port           = 9098
    cidr_ipv4         = "rule.cidrs"
    cidr_ipv6         = "rule.ipv6_cidrs"
    prefix_list_id    = "rule.prefix_lists"
    description       = "rule.description"
"""
_WAY = """
    gateway_id                = "{0}.gateway"
    nat_gateway_id            = "{0}.nat_gateway"
    egress_only_gateway_id    = "{0}.egress_only_gateway"
    transit_gateway_id        = "{0}.transit_gateway"
    vpc_peering_connection_id = "{0}.peering"
    network_interface_id      = "{0}.network_interface"
    vpc_endpoint_id           = "{0}.vpc_endpoint"
    destination_prefix_list_id = "{0}.prefix_list"
"""
_INLINE_ROUTE = f"""
    route {{
      cidr_block      = "routes.cidr"
      ipv6_cidr_block = "routes.ipv6_cidr"
      {_WAY.format("routes")}
    }}
"""
_SCALED = """
    service_namespace  = "scaled.namespace"
    resource_id        = "scaled.resource"
    scalable_dimension = "scaled.dimension"
"""

WRITTEN: dict[str, str] = {
    "aws_vpc": """
        cidr_block                       = "cidr"
        assign_generated_ipv6_cidr_block = true
    """,
    "aws_subnet": """
        vpc_id                  = "vpc"
        cidr_block              = "cidr"
        ipv6_cidr_block         = "ipv6_cidr"
        availability_zone       = "zone"
        availability_zone_id    = "zone_id"
        map_public_ip_on_launch = true
    """,
    "aws_security_group": f"""
        name   = "name"
        vpc_id = "vpc"
        ingress {{
          {_RULE.format("ingress")}
          security_groups = ["ingress.groups"]
        }}
        egress {{
          {_RULE.format("egress")}
          security_groups = ["egress.groups"]
        }}
    """,
    "aws_security_group_rule": f"""
        security_group_id        = "group"
        type                     = "direction"
        source_security_group_id = "rule.groups"
        {_RULE.format("rule")}
    """,
    "aws_vpc_security_group_ingress_rule": _RULE_OF_ITS_OWN,
    "aws_vpc_security_group_egress_rule": _RULE_OF_ITS_OWN,
    "aws_route_table": f"""
        vpc_id = "vpc"
        {_INLINE_ROUTE}
    """,
    "aws_default_route_table": f"""
        default_route_table_id = "main_of"
        {_INLINE_ROUTE}
    """,
    "aws_route": f"""
        route_table_id              = "table"
        destination_cidr_block      = "way.cidr"
        destination_ipv6_cidr_block = "way.ipv6_cidr"
        {_WAY.format("way")}
    """,
    "aws_route_table_association": """
        route_table_id = "table"
        subnet_id      = "subnet"
        gateway_id     = "gateway"
    """,
    "aws_internet_gateway": """
        vpc_id = "vpc"
    """,
    "aws_nat_gateway": """
        subnet_id         = "subnet"
        connectivity_type = "connectivity"
    """,
    "aws_egress_only_internet_gateway": """
        vpc_id = "vpc"
    """,
    "aws_main_route_table_association": """
        vpc_id         = "vpc"
        route_table_id = "table"
    """,
    "aws_vpc_security_group_rules_exclusive": """
        security_group_id = "group"
        ingress_rule_ids  = ["ingress"]
        egress_rule_ids   = ["egress"]
    """,
    "aws_vpc_ipv4_cidr_block_association": """
        vpc_id     = "vpc"
        cidr_block = "cidr"
    """,
    "aws_vpc_ipv6_cidr_block_association": """
        vpc_id          = "vpc"
        ipv6_cidr_block = "ipv6_cidr"
    """,
    "aws_ec2_managed_prefix_list": """
        name = "name"
        entry {
          cidr = "entries.cidr"
        }
    """,
    "aws_ec2_managed_prefix_list_entry": """
        prefix_list_id = "list"
        cidr           = "cidr"
    """,
    "aws_vpc_peering_connection": """
        vpc_id        = "vpc"
        peer_vpc_id   = "peer"
        peer_region   = "peer_region"
        peer_owner_id = "peer_account"
    """,
    "aws_ec2_transit_gateway_vpc_attachment": """
        transit_gateway_id = "transit_gateway"
        vpc_id             = "vpc"
        subnet_ids         = ["subnets"]
    """,
    "aws_vpc_endpoint": """
        vpc_id             = "vpc"
        service_name       = "service"
        vpc_endpoint_type  = "kind"
        subnet_ids         = ["subnets"]
        security_group_ids = ["security_groups"]
    """,
    "aws_secretsmanager_secret": """
        name       = "name"
        kms_key_id = "kms_key"
        policy     = "policy.text"
    """,
    "aws_secretsmanager_secret_version": """
        secret_id        = "secret"
        secret_string    = "content"
        secret_binary    = "binary"
        secret_string_wo = "write_only"
    """,
    "aws_secretsmanager_secret_policy": """
        secret_arn = "secret"
        policy     = "policy.text"
    """,
    "aws_kms_key": """
        key_usage                = "usage"
        customer_master_key_spec = "spec"
        is_enabled               = true
        enable_key_rotation      = false
        rotation_period_in_days  = 90
        policy                   = "policy.text"
    """,
    "aws_kms_alias": """
        name          = "name"
        target_key_id = "key"
    """,
    "aws_iam_role": """
        name                 = "name"
        path                 = "path"
        assume_role_policy   = "trust.text"
        permissions_boundary = "boundary"
        managed_policy_arns  = ["managed_policies"]
        inline_policy {
          name   = "inline_policies.name"
          policy = "inline_policies.policy.text"
        }
    """,
    "aws_iam_role_policy": """
        name   = "name"
        role   = "role"
        policy = "policy.text"
    """,
    "aws_iam_policy": """
        name   = "name"
        path   = "path"
        policy = "policy.text"
    """,
    "aws_iam_role_policy_attachment": """
        role       = "roles"
        policy_arn = "policy"
    """,
    "aws_iam_policy_attachment": """
        roles      = ["roles"]
        users      = ["users"]
        groups     = ["groups"]
        policy_arn = "policy"
    """,
    "aws_iam_user": """
        name                 = "name"
        path                 = "path"
        permissions_boundary = "boundary"
    """,
    "aws_iam_user_policy": """
        name   = "name"
        user   = "user"
        policy = "policy.text"
    """,
    "aws_iam_user_policy_attachment": """
        user       = "users"
        policy_arn = "policy"
    """,
    "aws_iam_group": """
        name = "name"
        path = "path"
    """,
    "aws_iam_group_policy": """
        name   = "name"
        group  = "group"
        policy = "policy.text"
    """,
    "aws_iam_group_policy_attachment": """
        group      = "groups"
        policy_arn = "policy"
    """,
    "aws_iam_user_group_membership": """
        user   = "users"
        groups = ["groups~1", "groups~2"]
    """,
    "aws_iam_group_membership": """
        users = ["users~1", "users~2"]
        group = "groups"
    """,
    "data.aws_iam_policy_document": """
        source_policy_documents   = ["sources.text"]
        override_policy_documents = ["overrides.text"]
        statement {
          sid           = "statements.sid"
          effect        = "statements.effect"
          actions       = ["statements.actions~1", "statements.actions~2"]
          not_actions   = ["statements.not_actions"]
          resources     = ["statements.resources"]
          not_resources = ["statements.not_resources"]
          principals {
            type        = "statements.principals.type"
            identifiers = ["statements.principals.identifiers"]
          }
          not_principals {
            type        = "statements.not_principals.type"
            identifiers = ["statements.not_principals.identifiers"]
          }
          condition {
            test     = "statements.conditions.test"
            variable = "statements.conditions.variable"
            values   = ["statements.conditions.values"]
          }
        }
    """,
    "aws_cloudwatch_log_group": """
        name              = "name"
        kms_key_id        = "kms_key"
        retention_in_days = 30
    """,
    "aws_s3_bucket": """
        bucket = "name"
        policy = "policy.text"
        server_side_encryption_configuration {
          rule {
            apply_server_side_encryption_by_default {
              sse_algorithm     = "encryption.algorithm"
              kms_master_key_id = "encryption.kms_key"
            }
          }
        }
    """,
    "aws_s3_bucket_server_side_encryption_configuration": """
        bucket = "bucket"
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm     = "encryption.algorithm"
            kms_master_key_id = "encryption.kms_key"
          }
        }
    """,
    "aws_s3_bucket_policy": """
        bucket = "bucket"
        policy = "policy.text"
    """,
    "aws_appautoscaling_target": f"""
        {_SCALED}
        min_capacity = 1
        max_capacity = 1000
    """,
    "aws_appautoscaling_policy": f"""
        {_SCALED}
        name        = "name"
        policy_type = "kind"
        target_tracking_scaling_policy_configuration {{
          target_value     = 55
          disable_scale_in = true
          predefined_metric_specification {{
            predefined_metric_type = "metric"
          }}
        }}
    """,
    "aws_cloudwatch_metric_alarm": """
        alarm_name          = "name"
        comparison_operator = "comparison"
        threshold           = 85
        evaluation_periods  = 2
        actions_enabled     = true
        alarm_actions       = ["actions"]
        namespace           = "metric.namespace"
        metric_name         = "metric.name"
        statistic           = "metric.statistic"
        period              = 300
        dimensions = {
          "Cluster Name" = "metric.dimensions"
        }
        metric_query {
          id         = "queries.id"
          expression = "queries.expression"
          metric {
            namespace   = "queries.metric.namespace"
            metric_name = "queries.metric.name"
            stat        = "queries.metric.statistic"
            period      = 60
            dimensions = {
              "Cluster Name" = "queries.metric.dimensions"
            }
          }
        }
    """,
    "aws_acmpca_certificate_authority": """
        type       = "type"
        usage_mode = "usage_mode"
        enabled    = true
    """,
    "aws_lambda_event_source_mapping": """
        function_name     = "function"
        event_source_arn  = "source"
        topics            = ["topics"]
        starting_position = "starting_position"
        enabled           = false
        amazon_managed_kafka_event_source_config {
          consumer_group_id = "consumer_group"
        }
        source_access_configuration {
          type = "access.type"
          uri  = "access.uri"
        }
    """,
}
"""Bodies by resource type."""
