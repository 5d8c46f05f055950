"""A whole configuration in four parts, and every edge that it has."""

from __future__ import annotations

NETWORK = """
    resource "aws_vpc" "v" {}
    resource "aws_internet_gateway" "i" {
      vpc_id = aws_vpc.v.id
    }
    resource "aws_subnet" "s" {
      count  = 2
      vpc_id = aws_vpc.v.id
    }
    resource "aws_nat_gateway" "n" {
      subnet_id = aws_subnet.s[0].id
    }
    resource "aws_route_table" "t" {
      vpc_id = aws_vpc.v.id
      route {
        gateway_id = aws_internet_gateway.i.id
      }
      route {
        gateway_id = "local"
      }
    }
    resource "aws_route" "r" {
      route_table_id = aws_route_table.t.id
      nat_gateway_id = aws_nat_gateway.n.id
    }
    resource "aws_route_table_association" "a" {
      subnet_id      = aws_subnet.s[1].id
      route_table_id = aws_route_table.t.id
    }
    resource "aws_security_group" "g" {
      vpc_id = aws_vpc.v.id
      ingress {
        security_groups = [aws_security_group.client.id]
      }
    }
    resource "aws_security_group" "client" {
      vpc_id = aws_vpc.v.id
    }
    resource "aws_vpc_security_group_ingress_rule" "in" {
      security_group_id            = aws_security_group.g.id
      referenced_security_group_id = aws_security_group.client.id
    }
    resource "aws_vpc_security_group_ingress_rule" "listed" {
      security_group_id = aws_security_group.g.id
      prefix_list_id    = aws_ec2_managed_prefix_list.l.id
    }
    resource "aws_ec2_managed_prefix_list" "l" {}
    resource "aws_ec2_managed_prefix_list_entry" "e" {
      prefix_list_id = aws_ec2_managed_prefix_list.l.id
    }
    resource "aws_vpc_peering_connection" "p" {
      vpc_id      = aws_vpc.v.id
      peer_vpc_id = aws_vpc.other.id
    }
    resource "aws_vpc" "other" {}
    resource "aws_main_route_table_association" "main" {
      vpc_id         = aws_vpc.other.id
      route_table_id = aws_route_table.t.id
    }
    resource "aws_route" "main" {
      route_table_id = aws_vpc.v.main_route_table_id
    }
"""
ACCESS = """
    resource "aws_kms_key" "k" {}
    resource "aws_kms_alias" "k" {
      name          = "alias/k"
      target_key_id = aws_kms_key.k.key_id
    }
    resource "aws_secretsmanager_secret" "u" {
      name       = "AmazonMSK_u"
      kms_key_id = aws_kms_alias.k.name
    }
    resource "aws_secretsmanager_secret_version" "u" {
      secret_id = aws_secretsmanager_secret.u.id
    }
    resource "aws_secretsmanager_secret_policy" "u" {
      secret_arn = aws_secretsmanager_secret.u.arn
      policy     = data.aws_iam_policy_document.d.json
    }
    data "aws_iam_policy_document" "d" {}
    resource "aws_msk_scram_secret_association" "all" {
      cluster_arn     = aws_msk_cluster.c.arn
      secret_arn_list = [aws_secretsmanager_secret.u.arn]
    }
    resource "aws_msk_cluster_policy" "p" {
      cluster_arn = aws_msk_cluster.c.arn
      policy      = jsonencode({ Version = "2012-10-17" })
    }
    resource "aws_msk_vpc_connection" "x" {
      target_cluster_arn = aws_msk_cluster.c.arn
      vpc_id             = aws_vpc.v.id
      client_subnets     = aws_subnet.s[*].id
      security_groups    = [aws_security_group.g.id]
    }
    resource "aws_iam_role" "r" {
      name               = "r"
      assume_role_policy = data.aws_iam_policy_document.d.json
    }
    resource "aws_iam_policy" "m" {
      name   = "m"
      policy = "{}"
    }
    resource "aws_iam_role_policy" "i" {
      role   = aws_iam_role.r.name
      policy = "{}"
    }
    resource "aws_iam_role_policy_attachment" "a" {
      role       = "r"
      policy_arn = aws_iam_policy.m.arn
    }
"""
CLUSTER = """
    resource "aws_cloudwatch_log_group" "l" {
      name_prefix = "/msk/"
      kms_key_id  = aws_kms_key.k.arn
    }
    resource "aws_s3_bucket" "b" {
      bucket = "logs"
    }
    resource "aws_s3_bucket_policy" "b" {
      bucket = aws_s3_bucket.b.id
    }
    resource "aws_acmpca_certificate_authority" "ca" {}
    resource "aws_msk_cluster" "c" {
      cluster_name = "c"
      broker_node_group_info {
        client_subnets  = aws_subnet.s[*].id
        security_groups = [aws_security_group.g.id]
      }
      encryption_info {
        encryption_at_rest_kms_key_arn = aws_kms_key.k.arn
      }
      client_authentication {
        tls {
          certificate_authority_arns = [aws_acmpca_certificate_authority.ca.arn]
        }
      }
      logging_info {
        broker_logs {
          cloudwatch_logs {
            log_group = aws_cloudwatch_log_group.l.name
          }
          s3 {
            bucket = "logs"
          }
        }
      }
    }
"""
CLIENTS = """
    resource "aws_msk_serverless_cluster" "s" {
      vpc_config {
        subnet_ids = [aws_subnet.s[0].id]
      }
    }
    resource "aws_msk_topic" "t" {
      cluster_arn = aws_msk_cluster.c.arn
    }
    resource "aws_mskconnect_custom_plugin" "p" {
      location {
        s3 {
          bucket_arn = aws_s3_bucket.b.arn
        }
      }
    }
    resource "aws_mskconnect_worker_configuration" "w" {}
    resource "aws_mskconnect_connector" "k" {
      service_execution_role_arn = aws_iam_role.r.arn
      kafka_cluster {
        apache_kafka_cluster {
          bootstrap_servers = aws_msk_cluster.c.bootstrap_brokers_sasl_iam
          vpc {
            subnets = [aws_subnet.s[1].id]
          }
        }
      }
      plugin {
        custom_plugin {
          arn = aws_mskconnect_custom_plugin.p.arn
        }
      }
      worker_configuration {
        arn = aws_mskconnect_worker_configuration.w.arn
      }
    }
    resource "aws_msk_replicator" "r" {
      service_execution_role_arn = aws_iam_role.r.arn
      kafka_cluster {
        amazon_msk_cluster {
          msk_cluster_arn = aws_msk_cluster.c.arn
        }
      }
      replication_info_list {
        source_kafka_cluster_arn = aws_msk_cluster.c.arn
        target_kafka_cluster_arn = aws_msk_serverless_cluster.s.arn
      }
    }
    resource "aws_msk_channel" "h" {
      cluster_arn = aws_msk_cluster.c.arn
      topic_configuration {
        topic_arn = aws_msk_topic.t.arn
      }
      s3_destination {
        service_execution_role_arn = aws_iam_role.r.arn
        storage {
          bucket_arn = aws_s3_bucket.b.arn
        }
      }
    }
    resource "aws_appautoscaling_target" "t" {
      resource_id = aws_msk_cluster.c.arn
    }
    resource "aws_appautoscaling_policy" "p" {
      resource_id = aws_appautoscaling_target.t.resource_id
    }
    resource "aws_cloudwatch_metric_alarm" "a" {
      dimensions = {
        "Cluster Name" = aws_msk_cluster.c.cluster_name
      }
    }
    resource "aws_lambda_event_source_mapping" "e" {
      event_source_arn = aws_msk_cluster.c.arn
    }
"""
EDGES = """
    aws_internet_gateway.i belongs to aws_vpc.v
    aws_subnet.s[0] belongs to aws_vpc.v
    aws_subnet.s[1] belongs to aws_vpc.v
    aws_nat_gateway.n lies in aws_subnet.s[0]
    aws_route_table.t belongs to aws_vpc.v
    aws_route_table.t leads to aws_internet_gateway.i
    aws_route.r attached to aws_route_table.t
    aws_route.r leads to aws_nat_gateway.n
    aws_route_table_association.a attached to aws_subnet.s[1]
    aws_route_table_association.a routes by aws_route_table.t
    aws_security_group.g belongs to aws_vpc.v
    aws_security_group.g names as peer aws_security_group.client
    aws_security_group.client belongs to aws_vpc.v
    aws_vpc_security_group_ingress_rule.in attached to aws_security_group.g
    aws_vpc_security_group_ingress_rule.in names as peer aws_security_group.client
    aws_vpc_security_group_ingress_rule.listed attached to aws_security_group.g
    aws_vpc_security_group_ingress_rule.listed names the list aws_ec2_managed_prefix_list.l
    aws_ec2_managed_prefix_list_entry.e attached to aws_ec2_managed_prefix_list.l
    aws_vpc_peering_connection.p joins aws_vpc.other
    aws_vpc_peering_connection.p joins aws_vpc.v
    aws_main_route_table_association.main belongs to aws_vpc.other
    aws_main_route_table_association.main routes by aws_route_table.t
    aws_route.main attached to aws_vpc.v
    aws_kms_alias.k stands for aws_kms_key.k
    aws_secretsmanager_secret.u encrypted with aws_kms_alias.k
    aws_secretsmanager_secret_version.u attached to aws_secretsmanager_secret.u
    aws_secretsmanager_secret_policy.u attached to aws_secretsmanager_secret.u
    aws_secretsmanager_secret_policy.u written in data.aws_iam_policy_document.d
    aws_msk_scram_secret_association.all gives secrets to aws_msk_cluster.c
    aws_msk_scram_secret_association.all associates aws_secretsmanager_secret.u
    aws_msk_cluster_policy.p attached to aws_msk_cluster.c
    aws_msk_vpc_connection.x connects to aws_msk_cluster.c
    aws_msk_vpc_connection.x belongs to aws_vpc.v
    aws_msk_vpc_connection.x lies in aws_subnet.s[0]
    aws_msk_vpc_connection.x lies in aws_subnet.s[1]
    aws_msk_vpc_connection.x guarded by aws_security_group.g
    aws_iam_role.r written in data.aws_iam_policy_document.d
    aws_iam_role_policy.i attached to aws_iam_role.r
    aws_iam_role_policy_attachment.a attached to aws_iam_role.r
    aws_iam_role_policy_attachment.a granted aws_iam_policy.m
    aws_cloudwatch_log_group.l encrypted with aws_kms_key.k
    aws_s3_bucket_policy.b attached to aws_s3_bucket.b
    aws_msk_cluster.c lies in aws_subnet.s[0]
    aws_msk_cluster.c lies in aws_subnet.s[1]
    aws_msk_cluster.c guarded by aws_security_group.g
    aws_msk_cluster.c encrypted with aws_kms_key.k
    aws_msk_cluster.c trusts aws_acmpca_certificate_authority.ca
    aws_msk_cluster.c logs to aws_cloudwatch_log_group.l
    aws_msk_cluster.c logs to aws_s3_bucket.b
    aws_msk_serverless_cluster.s lies in aws_subnet.s[0]
    aws_msk_topic.t belongs to aws_msk_cluster.c
    aws_mskconnect_custom_plugin.p belongs to aws_s3_bucket.b
    aws_mskconnect_connector.k runs as aws_iam_role.r
    aws_mskconnect_connector.k connects to aws_msk_cluster.c
    aws_mskconnect_connector.k lies in aws_subnet.s[1]
    aws_mskconnect_connector.k runs aws_mskconnect_custom_plugin.p
    aws_mskconnect_connector.k configured by aws_mskconnect_worker_configuration.w
    aws_msk_replicator.r runs as aws_iam_role.r
    aws_msk_replicator.r connects to aws_msk_cluster.c
    aws_msk_replicator.r reads from aws_msk_cluster.c
    aws_msk_replicator.r writes to aws_msk_serverless_cluster.s
    aws_msk_channel.h belongs to aws_msk_cluster.c
    aws_msk_channel.h reads from aws_msk_topic.t
    aws_msk_channel.h runs as aws_iam_role.r
    aws_msk_channel.h writes to aws_s3_bucket.b
    aws_appautoscaling_target.t scales aws_msk_cluster.c
    aws_appautoscaling_policy.p scales aws_msk_cluster.c
    aws_cloudwatch_metric_alarm.a watches aws_msk_cluster.c
    aws_lambda_event_source_mapping.e reads from aws_msk_cluster.c
"""
