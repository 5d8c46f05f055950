"""Resources of MSK with all of their properties; each text is the path of its field."""

from __future__ import annotations

_LOGS = """
          CloudWatchLogs: {Enabled: true, LogGroup: "logs.cloudwatch.target"}
          Firehose: {Enabled: false, DeliveryStream: "logs.firehose.target"}
          S3: {Enabled: true, Bucket: "logs.s3.target", Prefix: "logs.s3.prefix"}
"""
_DEAD_LETTERS = """
          BucketArn: "{0}.dead_letters.bucket"
          ErrorOutputPrefix: "{0}.dead_letters.prefix"
          ExpectedBucketOwner: "{0}.dead_letters.owner"
"""

WRITTEN: dict[str, str] = {
    "AWS::MSK::ServerlessCluster": """
      ClusterName: "name"
      ClientAuthentication: {Sasl: {Iam: {Enabled: true}}}
      VpcConfigs:
        - SubnetIds: ["vpcs.subnets~1", "vpcs.subnets~2"]
          SecurityGroups: ["vpcs.security_groups"]
        - SubnetIds: ["vpcs.subnets~3"]
      Tags: {team: "tags"}
    """,
    "AWS::MSK::BatchScramSecret": """
      ClusterArn: "cluster"
      SecretArnList: ["secrets~1", "secrets~2"]
    """,
    "AWS::MSK::ClusterPolicy": """
      ClusterArn: "cluster"
      Policy: "policy.text"
    """,
    "AWS::MSK::VpcConnection": """
      Authentication: "authentication"
      TargetClusterArn: "cluster"
      VpcId: "vpc"
      ClientSubnets: ["subnets~1", "subnets~2"]
      SecurityGroups: ["security_groups"]
      Tags: {team: "tags"}
    """,
    "AWS::MSK::Replicator": f"""
      ReplicatorName: "name"
      Description: "description"
      ServiceExecutionRoleArn: "role"
      KafkaClusters:
        - AmazonMskCluster: {{MskClusterArn: "clusters.arn"}}
          VpcConfig:
            SubnetIds: ["clusters.subnets"]
            SecurityGroupIds: ["clusters.security_groups"]
        - ApacheKafkaCluster:
            ApacheKafkaClusterId: "clusters.kafka_id"
            BootstrapBrokerString: "clusters.bootstrap_servers"
          ClientAuthentication:
            MTLS: {{SecretArn: "clusters.tls_secret"}}
            SaslScram:
              Mechanism: "clusters.scram_mechanism"
              SecretArn: "clusters.scram_secret"
          EncryptionInTransit: {{RootCaCertificate: "clusters.root_certificate"}}
      ReplicationInfoList:
        - SourceKafkaClusterArn: "source.arn"
          SourceKafkaClusterId: "source.kafka_id"
          TargetKafkaClusterArn: "target.arn"
          TargetKafkaClusterId: "target.kafka_id"
          TargetCompressionType: "compression"
          TopicReplication:
            TopicsToReplicate: ["topics.include"]
            TopicsToExclude: ["topics.exclude"]
            CopyAccessControlListsForTopics: true
            CopyTopicConfigurations: false
            DetectAndCopyNewTopics: true
            StartingPosition: {{Type: "topics.starting_position"}}
            TopicNameConfiguration: {{Type: "topics.naming"}}
          ConsumerGroupReplication:
            ConsumerGroupsToReplicate: ["groups.include"]
            ConsumerGroupsToExclude: ["groups.exclude"]
            DetectAndCopyNewConsumerGroups: true
            SynchroniseConsumerGroupOffsets: false
            ConsumerGroupOffsetSyncMode: "groups.offset_mode"
      LogDelivery:
        ReplicatorLogDelivery: {_LOGS}
      Tags: [{{Key: team, Value: "tags~1"}}, {{Key: stage, Value: "tags~2"}}]
    """,
    "AWS::MSK::Channel": f"""
      ChannelName: "name"
      ClusterArn: "cluster"
      EncryptionConfiguration: {{KmsKeyArn: "kms_key"}}
      TopicConfigurationList:
        - TopicArn: "topic"
          RecordConverter: {{ValueConverter: "value_converter"}}
          RecordSchema: {{GsrArn: "schema"}}
      IcebergDestinationConfiguration:
        ServiceExecutionRoleArn: "iceberg.role"
        AppendOnly: true
        CompressionType: "iceberg.compression"
        DataFreshnessInSeconds: 300
        Catalog:
          CatalogArn: "iceberg.catalog"
          WarehouseLocation: "iceberg.warehouse"
        SchemaEvolution: {{EnableSchemaEvolution: false}}
        TableCreation: {{EnableTableCreation: true}}
        DestinationTableList:
          - DestinationDatabaseName: "iceberg.database"
            DestinationTableName: "iceberg.table"
            PartitionSpec:
              PartitionStrategy: "iceberg.partitioning.strategy"
              SourceList: [{{SourceName: "iceberg.partitioning.sources"}}]
        DeadLetterQueueS3: {_DEAD_LETTERS.format("iceberg")}
      S3DestinationConfiguration:
        ServiceExecutionRoleArn: "s3.role"
        DataFreshnessInSeconds: 600
        Storage:
          BucketArn: "s3.bucket"
          ExpectedBucketOwner: "s3.owner"
          OutputKeyTemplate: "s3.key_template"
          OutputPrefix: "s3.prefix"
          CompressionType: "s3.compression"
          StorageClass: "s3.storage_class"
        DeadLetterQueueS3: {_DEAD_LETTERS.format("s3")}
      LoggingInfo: {_LOGS}
      Tags: {{team: "tags"}}
    """,
    "AWS::KafkaConnect::Connector": f"""
      ConnectorName: "name"
      ConnectorDescription: "description"
      KafkaConnectVersion: "connect_version"
      ServiceExecutionRoleArn: "role"
      ConnectorConfiguration:
        connector.class: "configuration~1"
        tasks.max: "configuration~2"
      Capacity:
        AutoScaling:
          McuCount: 1
          MinWorkerCount: 2
          MaxWorkerCount: 3
          ScaleInPolicy: {{CpuUtilizationPercentage: 20}}
          ScaleOutPolicy: {{CpuUtilizationPercentage: 80}}
        ProvisionedCapacity: {{McuCount: 4, WorkerCount: 5}}
      KafkaCluster:
        ApacheKafkaCluster:
          BootstrapServers: "cluster.bootstrap_servers"
          Vpc:
            Subnets: ["cluster.subnets"]
            SecurityGroups: ["cluster.security_groups"]
      KafkaClusterClientAuthentication: {{AuthenticationType: "cluster.authentication"}}
      KafkaClusterEncryptionInTransit: {{EncryptionType: "cluster.encryption"}}
      Plugins:
        - CustomPlugin: {{CustomPluginArn: "plugins.arn", Revision: 6}}
      WorkerConfiguration:
        WorkerConfigurationArn: "worker_configuration.arn"
        Revision: 7
      LogDelivery:
        WorkerLogDelivery: {_LOGS}
      Tags: [{{Key: team, Value: "tags"}}]
    """,
    "AWS::KafkaConnect::CustomPlugin": """
      Name: "name"
      Description: "description"
      ContentType: "content_type"
      Location:
        S3Location:
          BucketArn: "bucket"
          FileKey: "file_key"
          ObjectVersion: "object_version"
      Tags: [{Key: team, Value: "tags"}]
    """,
}
"""Properties by type; what follows `~` tells texts of one list apart."""
