"""What SAM and custom resources make: mappings, roles, and associated secrets."""

from __future__ import annotations

from typing import Any

from tests.adapters.cloudformation.told import Open, identity, told

SAM = """
Transform: AWS::Serverless-2016-10-31
Parameters:
  Cluster: {Type: String}
Globals:
  Function: {Timeout: 3}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - arn:aws:iam::aws:policy/Some
        - Statement: [{Effect: Allow, Action: 'kafka:*', Resource: '*'}]
        - S3ReadPolicy: {BucketName: b}
      Events:
        Orders:
          Type: MSK
          Properties:
            Stream: !Ref Cluster
            Topics: [orders]
            StartingPosition: LATEST
            ConsumerGroupId: g
        Own:
          Type: SelfManagedKafka
          Properties:
            KafkaBootstrapServers: ['a:9092']
            Topics: [t]
            SourceAccessConfigurations: [{Type: VPC_SUBNET, URI: 'subnet:s'}]
        Web: {Type: Api}
  G:
    Type: AWS::Serverless::Function
    Properties: {Role: !GetAtt R.Arn}
"""


def test_events_of_kafka_become_event_source_mappings(declared: Any) -> None:
    nodes = declared(SAM)
    assert list(nodes) == ["FOrders", "FOwn", "FRole"]
    orders, own = nodes["FOrders"], nodes["FOwn"]
    assert orders.kind == own.kind == "AWS::Lambda::EventSourceMapping"
    assert identity(orders.at("EventSourceArn")).owner == "Cluster"
    assert identity(orders.at("FunctionName")).owner == "F"
    assert told(orders.at("Topics")) == ["orders"]
    assert told(orders.at("AmazonManagedKafkaEventSourceConfig", "ConsumerGroupId")) == "g"
    endpoints = own.at("SelfManagedEventSource", "Endpoints", "KafkaBootstrapServers")
    assert told(endpoints) == ["a:9092"]
    assert told(own.at("SourceAccessConfigurations")) == [{"Type": "VPC_SUBNET", "URI": "subnet:s"}]


def test_a_function_without_a_role_gets_one_with_its_policies(declared: Any) -> None:
    role = declared(SAM, region="us-east-1")["FRole"]
    basic, of_msk, own = told(role.at("ManagedPolicyArns"))
    assert basic.text == "arn:…:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    assert of_msk.text == "arn:…:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole"
    assert own == "arn:aws:iam::aws:policy/Some"
    written, template = told(role.at("Policies"))
    assert written["PolicyDocument"]["Statement"][0]["Action"] == "kafka:*"
    why = "what SAM's policy template S3ReadPolicy allows is not followed"
    assert template["PolicyDocument"] == Open("", why)


def test_without_the_transform_nothing_is_made(declared: Any) -> None:
    assert not declared(SAM.replace("Transform", "Description"))


CALL = (
    '["{\\"service\\":\\"Kafka\\",\\"action\\":\\"batchAssociateScramSecret\\",'
    '\\"parameters\\":{\\"ClusterArn\\":\\"", {"Ref": "C"}, "\\",\\"SecretArnList\\":[\\"",'
    ' {"Ref": "S"}, "\\"]}}"]'
)
CDK = """
{"Resources": {
  "C": {"Type": "AWS::MSK::Cluster"},
  "S": {"Type": "AWS::SecretsManager::Secret"},
  "X": {"Type": "Custom::AWS", "Properties": {"Create": {"Fn::Join": ["", %s]}}}
}}
"""


def test_a_custom_resource_that_associates_secrets_is_an_association(declared: Any) -> None:
    nodes = declared({"t.json": CDK % CALL})
    made = nodes["X"]
    assert made.kind == "AWS::MSK::BatchScramSecret"
    assert identity(made.at("ClusterArn")).owner == "C"
    (secret,) = made.at("SecretArnList").it
    assert identity(secret).owner == "S"
