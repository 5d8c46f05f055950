"""A template in which everything refers to something, and the edges that follow."""

from __future__ import annotations

TEMPLATE = """
    Resources:
      Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
      More: {Type: AWS::EC2::VPCCidrBlock, Properties: {VpcId: !GetAtt Vpc.VpcId}}
      Gateway: {Type: AWS::EC2::InternetGateway}
      Attachment:
        Type: AWS::EC2::VPCGatewayAttachment
        Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
      Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
      Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Subnet}}
      Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
      Out:
        Type: AWS::EC2::Route
        Properties: {RouteTableId: !Ref Table, GatewayId: !Ref Gateway}
      In:
        Type: AWS::EC2::Route
        Properties: {RouteTableId: !GetAtt Table.RouteTableId, NatGatewayId: !Ref Nat}
      Association:
        Type: AWS::EC2::SubnetRouteTableAssociation
        Properties: {RouteTableId: !Ref Table, SubnetId: !GetAtt Subnet.SubnetId}
      Group:
        Type: AWS::EC2::SecurityGroup
        Properties:
          VpcId: !Ref Vpc
          SecurityGroupIngress: [{IpProtocol: tcp, SourceSecurityGroupId: !Ref Clients}]
      Clients: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}
      Rule:
        Type: AWS::EC2::SecurityGroupIngress
        Properties: {GroupId: !Ref Group, SourceSecurityGroupId: !GetAtt Clients.GroupId}
      Own:
        Type: AWS::EC2::SecurityGroupIngress
        Properties: {GroupId: !GetAtt Group.GroupId, SourceSecurityGroupId: !Ref Group}
      Key: {Type: AWS::KMS::Key}
      Alias:
        Type: AWS::KMS::Alias
        Properties: {AliasName: alias/events, TargetKeyId: !Ref Key}
      Ca: {Type: AWS::ACMPCA::CertificateAuthority}
      Logs: {Type: AWS::Logs::LogGroup, Properties: {KmsKeyId: !GetAtt Key.Arn}}
      Bucket: {Type: AWS::S3::Bucket}
      BucketPolicy: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Bucket}}
      Configuration: {Type: AWS::MSK::Configuration}
      Cluster:
        Type: AWS::MSK::Cluster
        Properties:
          ClusterName: events
          BrokerNodeGroupInfo:
            ClientSubnets: [!Ref Subnet]
            SecurityGroups: [!GetAtt Group.GroupId]
          EncryptionInfo: {EncryptionAtRest: {DataVolumeKMSKeyId: alias/events}}
          ClientAuthentication: {Tls: {CertificateAuthorityArnList: [!Ref Ca]}}
          ConfigurationInfo: {Arn: !GetAtt Configuration.Arn, Revision: 1}
          LoggingInfo:
            BrokerLogs:
              CloudWatchLogs: {Enabled: true, LogGroup: !Ref Logs}
              S3: {Enabled: true, Bucket: !Ref Bucket}
      Serverless:
        Type: AWS::MSK::ServerlessCluster
        Properties:
          VpcConfigs: [{SubnetIds: [!Ref Subnet], SecurityGroups: [!Ref Group]}]
      Policy: {Type: AWS::MSK::ClusterPolicy, Properties: {ClusterArn: !Ref Cluster}}
      Link:
        Type: AWS::MSK::VpcConnection
        Properties:
          TargetClusterArn: !GetAtt Cluster.Arn
          VpcId: !Ref Vpc
          ClientSubnets: [!Ref Subnet]
          SecurityGroups: [!Ref Clients]
      Topic: {Type: AWS::MSK::Topic, Properties: {ClusterArn: !Ref Cluster}}
      Secret: {Type: AWS::SecretsManager::Secret, Properties: {KmsKeyId: !Ref Key}}
      SecretPolicy:
        Type: AWS::SecretsManager::ResourcePolicy
        Properties: {SecretId: !Ref Secret}
      Scram:
        Type: AWS::MSK::BatchScramSecret
        Properties: {ClusterArn: !Ref Cluster, SecretArnList: [!Ref Secret]}
      Role: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: [!Ref Managed]}}
      Managed: {Type: AWS::IAM::ManagedPolicy}
      Inline: {Type: AWS::IAM::RolePolicy, Properties: {RoleName: !Ref Role}}
      Plugin:
        Type: AWS::KafkaConnect::CustomPlugin
        Properties: {Location: {S3Location: {BucketArn: !GetAtt Bucket.Arn}}}
      Worker: {Type: AWS::KafkaConnect::WorkerConfiguration}
      Connector:
        Type: AWS::KafkaConnect::Connector
        Properties:
          ServiceExecutionRoleArn: !GetAtt Role.Arn
          KafkaCluster:
            ApacheKafkaCluster:
              Vpc: {Subnets: [!Ref Subnet], SecurityGroups: [!Ref Clients]}
          Plugins: [{CustomPlugin: {CustomPluginArn: !GetAtt Plugin.CustomPluginArn}}]
          WorkerConfiguration: {WorkerConfigurationArn: !Ref Worker}
          LogDelivery: {WorkerLogDelivery: {CloudWatchLogs: {LogGroup: !Ref Logs}}}
      Replicator:
        Type: AWS::MSK::Replicator
        Properties:
          ServiceExecutionRoleArn: !GetAtt Role.Arn
          KafkaClusters:
            - AmazonMskCluster: {MskClusterArn: !GetAtt Cluster.Arn}
              VpcConfig: {SubnetIds: [!Ref Subnet], SecurityGroupIds: [!Ref Clients]}
            - AmazonMskCluster: {MskClusterArn: !Ref Serverless}
          ReplicationInfoList:
            - SourceKafkaClusterArn: !Ref Cluster
              TargetKafkaClusterArn: !GetAtt Serverless.Arn
      Channel:
        Type: AWS::MSK::Channel
        Properties:
          ClusterArn: !Ref Cluster
          TopicConfigurationList: [{TopicArn: !GetAtt Topic.TopicArn}]
          EncryptionConfiguration: {KmsKeyArn: !GetAtt Key.Arn}
          S3DestinationConfiguration:
            ServiceExecutionRoleArn: !GetAtt Role.Arn
            Storage: {BucketArn: !GetAtt Bucket.Arn}
      Target:
        Type: AWS::ApplicationAutoScaling::ScalableTarget
        Properties: {ResourceId: !Ref Cluster}
      Scaling:
        Type: AWS::ApplicationAutoScaling::ScalingPolicy
        Properties: {ResourceId: !GetAtt Cluster.Arn}
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties: {Dimensions: [{Name: Cluster Name, Value: events}]}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Cluster.Arn}
"""

EDGES = """
    Alarm watches Cluster
    Alias stands for Key
    Association attached to Subnet
    Association routes by Table
    Attachment attached to Gateway
    Attachment belongs to Vpc
    BucketPolicy attached to Bucket
    Channel belongs to Cluster
    Channel encrypted with Key
    Channel reads from Topic
    Channel runs as Role
    Channel writes to Bucket
    Clients belongs to Vpc
    Cluster configured by Configuration
    Cluster encrypted with Alias
    Cluster guarded by Group
    Cluster lies in Subnet
    Cluster logs to Bucket
    Cluster logs to Logs
    Cluster trusts Ca
    Connector configured by Worker
    Connector guarded by Clients
    Connector lies in Subnet
    Connector logs to Logs
    Connector runs Plugin
    Connector runs as Role
    Group belongs to Vpc
    Group names as peer Clients
    In attached to Table
    In leads to Nat
    Inline attached to Role
    Link belongs to Vpc
    Link connects to Cluster
    Link guarded by Clients
    Link lies in Subnet
    Logs encrypted with Key
    Mapping reads from Cluster
    More belongs to Vpc
    Nat lies in Subnet
    Out attached to Table
    Out leads to Gateway
    Own attached to Group
    Own names as peer Group
    Plugin belongs to Bucket
    Policy attached to Cluster
    Replicator connects to Cluster
    Replicator connects to Serverless
    Replicator guarded by Clients
    Replicator lies in Subnet
    Replicator reads from Cluster
    Replicator runs as Role
    Replicator writes to Serverless
    Role granted Managed
    Rule attached to Group
    Rule names as peer Clients
    Scaling scales Cluster
    Scram associates Secret
    Scram gives secrets to Cluster
    Secret encrypted with Key
    SecretPolicy attached to Secret
    Serverless guarded by Group
    Serverless lies in Subnet
    Subnet belongs to Vpc
    Table belongs to Vpc
    Target scales Cluster
    Topic belongs to Cluster
"""
