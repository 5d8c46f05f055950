"""What is around clusters with all properties that are read; each text is the path of its field."""

from __future__ import annotations

WRITTEN: dict[str, str] = {
    "AWS::EC2::VPC": """
      CidrBlock: "cidr"
    """,
    "AWS::EC2::VPCCidrBlock": """
      VpcId: "vpc"
      CidrBlock: "cidr"
      Ipv6CidrBlock: "ipv6_cidr"
    """,
    "AWS::EC2::Subnet": """
      VpcId: "vpc"
      CidrBlock: "cidr"
      Ipv6CidrBlock: "ipv6_cidr"
      AvailabilityZone: "zone"
      AvailabilityZoneId: "zone_id"
      MapPublicIpOnLaunch: false
    """,
    "AWS::EC2::RouteTable": """
      VpcId: "vpc"
    """,
    "AWS::EC2::Route": """
      RouteTableId: "table"
      DestinationCidrBlock: "way.cidr"
      DestinationIpv6CidrBlock: "way.ipv6_cidr"
      DestinationPrefixListId: "way.prefix_list"
      GatewayId: "way.gateway"
      NatGatewayId: "way.nat_gateway"
      EgressOnlyInternetGatewayId: "way.egress_only_gateway"
      TransitGatewayId: "way.transit_gateway"
      VpcPeeringConnectionId: "way.peering"
      NetworkInterfaceId: "way.network_interface"
      VpcEndpointId: "way.vpc_endpoint"
    """,
    "AWS::EC2::SubnetRouteTableAssociation": """
      RouteTableId: "table"
      SubnetId: "subnet"
    """,
    "AWS::EC2::GatewayRouteTableAssociation": """
      RouteTableId: "table"
      GatewayId: "gateway"
    """,
    "AWS::EC2::InternetGateway": "",
    "AWS::EC2::VPCGatewayAttachment": """
      VpcId: "vpc"
      InternetGatewayId: "gateway"
    """,
    "AWS::EC2::EgressOnlyInternetGateway": """
      VpcId: "vpc"
    """,
    "AWS::EC2::NatGateway": """
      SubnetId: "subnet"
      ConnectivityType: "connectivity"
    """,
    "AWS::EC2::PrefixList": """
      PrefixListName: "name"
      Entries: [{Cidr: "entries.cidr~1"}, {Cidr: "entries.cidr~2"}]
    """,
    "AWS::EC2::VPCPeeringConnection": """
      VpcId: "vpc"
      PeerVpcId: "peer"
      PeerRegion: "peer_region"
      PeerOwnerId: "peer_account"
    """,
    "AWS::EC2::TransitGatewayAttachment": """
      TransitGatewayId: "transit_gateway"
      VpcId: "vpc"
      SubnetIds: ["subnets"]
    """,
    "AWS::EC2::TransitGatewayVpcAttachment": """
      TransitGatewayId: "transit_gateway"
      VpcId: "vpc"
      SubnetIds: ["subnets"]
    """,
    "AWS::EC2::VPCEndpoint": """
      VpcId: "vpc"
      ServiceName: "service"
      VpcEndpointType: "kind"
      SubnetIds: ["subnets"]
      SecurityGroupIds: ["security_groups"]
    """,
    "AWS::EC2::SecurityGroup": """
      GroupName: "name"
      VpcId: "vpc"
      SecurityGroupIngress:
        - IpProtocol: "ingress.protocol"
          FromPort: 9092
          ToPort: 9098
          CidrIp: "ingress.cidrs"
          Description: "ingress.description"
      SecurityGroupEgress:
        - IpProtocol: "egress.protocol"
          CidrIpv6: "egress.ipv6_cidrs"
        - DestinationPrefixListId: "egress.prefix_lists"
    """,
    "AWS::EC2::SecurityGroupIngress": """
      GroupId: "group"
      IpProtocol: "rule.protocol"
      FromPort: 9094
      ToPort: 9096
      CidrIp: "rule.cidrs"
      CidrIpv6: "rule.ipv6_cidrs"
      SourcePrefixListId: "rule.prefix_lists"
      Description: "rule.description"
    """,
    "AWS::EC2::SecurityGroupEgress": """
      GroupId: "group"
      IpProtocol: "rule.protocol"
      CidrIp: "rule.cidrs"
      DestinationPrefixListId: "rule.prefix_lists"
    """,
    "AWS::IAM::Role": """
      RoleName: "name"
      Path: "path"
      AssumeRolePolicyDocument: "trust.text"
      PermissionsBoundary: "boundary"
      ManagedPolicyArns: ["managed_policies"]
      Policies:
        - PolicyName: "inline_policies.name"
          PolicyDocument: "inline_policies.policy.text"
    """,
    "AWS::IAM::User": """
      UserName: "name"
      Path: "path"
      PermissionsBoundary: "boundary"
      ManagedPolicyArns: ["managed_policies"]
      Policies:
        - PolicyName: "inline_policies.name"
          PolicyDocument: "inline_policies.policy.text"
    """,
    "AWS::IAM::Group": """
      GroupName: "name"
      Path: "path"
      ManagedPolicyArns: ["managed_policies"]
      Policies:
        - PolicyName: "inline_policies.name"
          PolicyDocument: "inline_policies.policy.text"
    """,
    "AWS::IAM::RolePolicy": """
      PolicyName: "name"
      RoleName: "role"
      PolicyDocument: "policy.text"
    """,
    "AWS::IAM::UserPolicy": """
      PolicyName: "name"
      UserName: "user"
      PolicyDocument: "policy.text"
    """,
    "AWS::IAM::GroupPolicy": """
      PolicyName: "name"
      GroupName: "group"
      PolicyDocument: "policy.text"
    """,
    "AWS::IAM::Policy": """
      PolicyName: "name"
      Roles: ["role"]
      PolicyDocument: "policy.text"
    """,
    "AWS::IAM::ManagedPolicy": """
      ManagedPolicyName: "name"
      Path: "path"
      PolicyDocument: "policy.text"
    """,
    "AWS::IAM::UserToGroupAddition": """
      GroupName: "groups"
      Users: ["users~1", "users~2"]
    """,
    "AWS::KMS::Key": """
      KeyUsage: "usage"
      KeySpec: "spec"
      Enabled: true
      EnableKeyRotation: false
      RotationPeriodInDays: 180
      KeyPolicy: "policy.text"
    """,
    "AWS::KMS::Alias": """
      AliasName: "name"
      TargetKeyId: "key"
    """,
    "AWS::SecretsManager::Secret": """
      Name: "name"
      KmsKeyId: "kms_key"
    """,
    "AWS::SecretsManager::ResourcePolicy": """
      SecretId: "secret"
      ResourcePolicy: "policy.text"
    """,
    "AWS::Logs::LogGroup": """
      LogGroupName: "name"
      KmsKeyId: "kms_key"
      RetentionInDays: 30
    """,
    "AWS::S3::Bucket": """
      BucketName: "name"
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: "encryption.algorithm"
              KMSMasterKeyID: "encryption.kms_key"
    """,
    "AWS::S3::BucketPolicy": """
      Bucket: "bucket"
      PolicyDocument: "policy.text"
    """,
    "AWS::ApplicationAutoScaling::ScalableTarget": """
      ServiceNamespace: "scaled.namespace"
      ResourceId: "scaled.resource"
      ScalableDimension: "scaled.dimension"
      MinCapacity: 100
      MaxCapacity: 1000
    """,
    "AWS::ApplicationAutoScaling::ScalingPolicy": """
      PolicyName: "name"
      PolicyType: "kind"
      ServiceNamespace: "scaled.namespace"
      ResourceId: "scaled.resource"
      ScalableDimension: "scaled.dimension"
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 60
        DisableScaleIn: true
        PredefinedMetricSpecification: {PredefinedMetricType: "metric"}
    """,
    "AWS::CloudWatch::Alarm": """
      AlarmName: "name"
      Namespace: "metric.namespace"
      MetricName: "metric.name"
      Statistic: "metric.statistic"
      Period: 300
      Dimensions: [{Name: Cluster Name, Value: "metric.dimensions"}]
      ComparisonOperator: "comparison"
      Threshold: 85
      EvaluationPeriods: 2
      ActionsEnabled: true
      AlarmActions: ["actions"]
      Metrics:
        - Id: "queries.id"
          Expression: "queries.expression"
          MetricStat:
            Stat: "queries.metric.statistic"
            Period: 60
            Metric:
              Namespace: "queries.metric.namespace"
              MetricName: "queries.metric.name"
              Dimensions: [{Name: Topic, Value: "queries.metric.dimensions"}]
    """,
    "AWS::ACMPCA::CertificateAuthority": """
      Type: "type"
      UsageMode: "usage_mode"
    """,
    "AWS::Lambda::EventSourceMapping": """
      FunctionName: "function"
      EventSourceArn: "source"
      Topics: ["topics"]
      StartingPosition: "starting_position"
      Enabled: true
      AmazonManagedKafkaEventSourceConfig: {ConsumerGroupId: "consumer_group"}
      SourceAccessConfigurations: [{Type: "access.type", URI: "access.uri"}]
    """,
}
"""Properties by type; what follows `~` tells texts of one list apart."""
