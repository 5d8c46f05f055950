"""Resources of MSK with all of their arguments; each text is the path of its field."""

from __future__ import annotations

_LOGS = """
    cloudwatch_logs {
      enabled   = true
      log_group = "logs.cloudwatch.target"
    }
    firehose {
      enabled         = false
      delivery_stream = "logs.firehose.target"
    }
    s3 {
      enabled = true
      bucket  = "logs.s3.target"
      prefix  = "logs.s3.prefix"
    }
"""
_DEAD_LETTERS = """
    dead_letter_queue_s3 {{
      bucket_arn            = "{0}.dead_letters.bucket"
      error_output_prefix   = "{0}.dead_letters.prefix"
      expected_bucket_owner = "{0}.dead_letters.owner"
    }}
"""

WRITTEN: dict[str, str] = {
    "aws_msk_serverless_cluster": """
        cluster_name = "name"
        tags = {
          team = "tags"
        }
        client_authentication {
          sasl {
            iam {
              enabled = true
            }
          }
        }
        vpc_config {
          subnet_ids         = ["vpcs.subnets~1", "vpcs.subnets~2"]
          security_group_ids = ["vpcs.security_groups"]
        }
        vpc_config {
          subnet_ids = ["vpcs.subnets~3"]
        }
    """,
    "aws_msk_scram_secret_association": """
        cluster_arn     = "cluster"
        secret_arn_list = ["secrets~1", "secrets~2"]
    """,
    "aws_msk_single_scram_secret_association": """
        cluster_arn = "cluster"
        secret_arn  = "secrets"
    """,
    "aws_msk_cluster_policy": """
        cluster_arn = "cluster"
        policy      = "policy.text"
    """,
    "aws_msk_vpc_connection": """
        authentication     = "authentication"
        target_cluster_arn = "cluster"
        vpc_id             = "vpc"
        client_subnets     = ["subnets~1", "subnets~2"]
        security_groups    = ["security_groups"]
        tags = {
          team = "tags"
        }
    """,
    "kafka_acl": """
        resource_name                = "resource_name"
        resource_type                = "resource_type"
        resource_pattern_type_filter = "pattern_type"
        acl_principal                = "principal"
        acl_host                     = "host"
        acl_operation                = "operation"
        acl_permission_type          = "permission"
    """,
    "kafka_quota": """
        entity_type = "entity_type"
        entity_name = "entity_name"
        config = {
          consumer_byte_rate = "limits~1"
          producer_byte_rate = "limits~2"
        }
    """,
    "kafka_user_scram_credential": """
        username         = "username"
        scram_mechanism  = "mechanism"
        scram_iterations = 8192
        password         = "password"
    """,
    "aws_mskconnect_connector": f"""
        name                       = "name"
        description                = "description"
        kafkaconnect_version       = "connect_version"
        service_execution_role_arn = "role"
        connector_configuration = {{
          "connector.class" = "configuration~1"
          "tasks.max"       = "configuration~2"
        }}
        tags = {{
          team = "tags"
        }}
        capacity {{
          autoscaling {{
            mcu_count        = 1
            min_worker_count = 2
            max_worker_count = 3
            scale_in_policy {{
              cpu_utilization_percentage = 20
            }}
            scale_out_policy {{
              cpu_utilization_percentage = 80
            }}
          }}
          provisioned_capacity {{
            mcu_count    = 4
            worker_count = 5
          }}
        }}
        kafka_cluster {{
          apache_kafka_cluster {{
            bootstrap_servers = "cluster.bootstrap_servers"
            vpc {{
              subnets         = ["cluster.subnets"]
              security_groups = ["cluster.security_groups"]
            }}
          }}
        }}
        kafka_cluster_client_authentication {{
          authentication_type = "cluster.authentication"
        }}
        kafka_cluster_encryption_in_transit {{
          encryption_type = "cluster.encryption"
        }}
        log_delivery {{
          worker_log_delivery {{
            {_LOGS}
          }}
        }}
        plugin {{
          custom_plugin {{
            arn      = "plugins.arn~1"
            revision = 6
          }}
        }}
        plugin {{
          custom_plugin {{
            arn      = "plugins.arn~2"
            revision = 7
          }}
        }}
        worker_configuration {{
          arn      = "worker_configuration.arn"
          revision = 8
        }}
    """,
    "aws_mskconnect_custom_plugin": """
        name         = "name"
        description  = "description"
        content_type = "content_type"
        tags = {
          team = "tags"
        }
        location {
          s3 {
            bucket_arn     = "bucket"
            file_key       = "file_key"
            object_version = "object_version"
          }
        }
    """,
    "aws_msk_replicator": f"""
        replicator_name            = "name"
        description                = "description"
        service_execution_role_arn = "role"
        tags = {{
          team = "tags"
        }}
        kafka_cluster {{
          amazon_msk_cluster {{
            msk_cluster_arn = "clusters.arn"
          }}
          vpc_config {{
            subnet_ids          = ["clusters.subnets~1"]
            security_groups_ids = ["clusters.security_groups"]
          }}
        }}
        kafka_cluster {{
          apache_kafka_cluster {{
            apache_kafka_cluster_id = "clusters.kafka_id"
            bootstrap_broker_string = "clusters.bootstrap_servers"
          }}
          client_authentication {{
            sasl_scram {{
              mechanism  = "clusters.scram_mechanism"
              secret_arn = "clusters.scram_secret"
            }}
            mtls {{
              secret_arn = "clusters.tls_secret"
            }}
          }}
          encryption_in_transit {{
            root_ca_certificate = "clusters.root_certificate"
          }}
          vpc_config {{
            subnet_ids = ["clusters.subnets~2"]
          }}
        }}
        replication_info_list {{
          source_kafka_cluster_arn   = "source.arn"
          source_kafka_cluster_id    = "source.kafka_id"
          source_kafka_cluster_alias = "source.alias"
          target_kafka_cluster_arn   = "target.arn"
          target_kafka_cluster_id    = "target.kafka_id"
          target_kafka_cluster_alias = "target.alias"
          target_compression_type    = "compression"
          topic_replication {{
            topics_to_replicate                  = ["topics.include"]
            topics_to_exclude                    = ["topics.exclude"]
            copy_access_control_lists_for_topics = true
            copy_topic_configurations            = false
            detect_and_copy_new_topics           = true
            starting_position {{
              type = "topics.starting_position"
            }}
            topic_name_configuration {{
              type = "topics.naming"
            }}
          }}
          consumer_group_replication {{
            consumer_groups_to_replicate        = ["groups.include"]
            consumer_groups_to_exclude          = ["groups.exclude"]
            detect_and_copy_new_consumer_groups = true
            synchronise_consumer_group_offsets  = false
            consumer_group_offset_sync_mode     = "groups.offset_mode"
          }}
        }}
        log_delivery {{
          replicator_log_delivery {{
            {_LOGS}
          }}
        }}
    """,
    "aws_msk_channel": f"""
        channel_name = "name"
        cluster_arn  = "cluster"
        tags = {{
          team = "tags"
        }}
        topic_configuration {{
          topic_arn = "topic"
          record_converter {{
            value_converter = "value_converter"
          }}
          record_schema {{
            gsr_arn = "schema"
          }}
        }}
        encryption_configuration {{
          kms_key_arn = "kms_key"
        }}
        iceberg_destination {{
          service_execution_role_arn = "iceberg.role"
          append_only                = true
          compression_type           = "iceberg.compression"
          data_freshness_in_seconds  = 60
          destination_table {{
            destination_database_name = "iceberg.database"
            destination_table_name    = "iceberg.table"
            partition_spec {{
              partition_strategy = "iceberg.partitioning.strategy"
              sources {{
                source_name = "iceberg.partitioning.sources"
              }}
            }}
          }}
          schema_evolution {{
            enable_schema_evolution = true
          }}
          table_creation {{
            enable_table_creation = false
          }}
          catalog {{
            catalog_arn        = "iceberg.catalog"
            warehouse_location = "iceberg.warehouse"
          }}
          {_DEAD_LETTERS.format("iceberg")}
        }}
        s3_destination {{
          service_execution_role_arn = "s3.role"
          data_freshness_in_seconds  = 90
          storage {{
            bucket_arn            = "s3.bucket"
            expected_bucket_owner = "s3.owner"
            output_key_template   = "s3.key_template"
            output_prefix         = "s3.prefix"
            compression_type      = "s3.compression"
            storage_class         = "s3.storage_class"
          }}
          {_DEAD_LETTERS.format("s3")}
        }}
        logging_info {{
          {_LOGS}
        }}
    """,
}
"""Bodies by resource type."""
