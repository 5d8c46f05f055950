"""Files of every kind with secrets in them; every secret has the same mark."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

MARK = "Zq7Leak"


@dataclass(frozen=True)
class Planted:
    """Files with secrets, and the rules that find something in them."""

    files: dict[str, str]
    found: tuple[str, ...]
    words: tuple[str, ...] = ()
    """What the command line needs besides."""
    has_stories: bool = True


def _secrets() -> Iterator[str]:
    return (f"{MARK}{number:03d}xW9" for number in count())


_SECRET = _secrets()


def secret() -> str:
    """A secret that stands nowhere else."""
    return next(_SECRET)


def base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def login(password: str) -> str:
    """A JAAS configuration."""
    module = "org.apache.kafka.common.security.scram.ScramLoginModule"
    return f'{module} required username="a" password="{password}";'


def content(password: str) -> str:
    return json.dumps({"username": "u", "password": password})


CLUSTER = """
resource "aws_msk_cluster" "events" {
  cluster_name           = "events"
  kafka_version          = "3.9.x"
  number_of_broker_nodes = 3
  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = ["subnet-a", "subnet-b", "subnet-c"]
    security_groups = ["sg-a"]
  }
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
    }
  }
}
"""

_ASSOCIATED = """
resource "aws_secretsmanager_secret" "app" {
  name = "AmazonMSK_app"
}
resource "aws_msk_scram_secret_association" "app" {
  cluster_arn     = aws_msk_cluster.events.arn
  secret_arn_list = [aws_secretsmanager_secret.app.arn]
}
"""


def _version(name: str, content_of_it: str) -> str:
    return (
        f'resource "aws_secretsmanager_secret_version" "{name}" {{\n'
        "  secret_id     = aws_secretsmanager_secret.app.id\n"
        f"  secret_string = {content_of_it}\n}}\n"
    )


def _with_password(expression: str) -> str:
    return f'jsonencode({{ username = "app", password = {expression} }})'


PLAIN_TERRAFORM = {
    "main.tf": CLUSTER
    + _ASSOCIATED
    + f"""
variable "pw" {{
  default = "{secret()}"
}}
variable "flagged" {{
  sensitive = true
  default   = "{secret()}"
}}
locals {{
  a   = "{secret()}"
  b   = local.a
  obj = {{ inner = {{ thing = "{secret()}" }} }}
}}
{_version("whole", "local.obj.inner.thing")}
{_version("other", f'jsonencode({{ password = "{secret()}", x = "{secret()}" }})')}
{_version("broken", f'"{secret()}"')}
resource "aws_secretsmanager_secret_version" "binary" {{
  secret_id     = aws_secretsmanager_secret.app.id
  secret_binary = "{base64(secret())}"
}}
resource "aws_mskconnect_connector" "app" {{
  name                    = "c"
  connector_configuration = {{
    "database.password"       = local.b
    "a.sasl.jaas.config"      = "x required username=\\"a\\" password=\\"${{var.pw}}\\";"
    "connection.url"          = "jdbc:mysql://app:{secret()}@host/db?password={secret()}"
    "aws.secret.access.key"   = "{secret()}"
    "ssl.key.password"        = join("", ["{secret()}", "z"])
    "ssl.truststore.password" = var.flagged
    "connection.string"       = "Server=x;Uid=a;Pwd={secret()};"
    "headers"                 = "Authorization: Bearer {secret()}"
  }}
}}
resource "aws_mskconnect_worker_configuration" "lines" {{
  name                    = "w"
  properties_file_content = <<EOF
key.converter=org.apache.kafka.connect.storage.StringConverter
producer.sasl.jaas.config={login(secret())}
producer.ssl.keystore.password={secret()}
offset.flush.interval.msx=5
EOF
}}
resource "aws_mskconnect_worker_configuration" "encoded" {{
  name                    = "w2"
  properties_file_content = base64encode("key.converter=a.B\\nssl.key.password={secret()}\\n")
}}
resource "aws_mskconnect_worker_configuration" "literal" {{
  name                    = "w3"
  properties_file_content = "{base64(f"a.b=c{chr(10)}ssl.key.password={secret()}")}"
}}
resource "aws_msk_configuration" "c" {{
  name              = "c"
  server_properties = <<EOF
auto.create.topics.enable=true
listener.name.x.sasl.jaas.config={login(secret())}
ssl.keystore.password={secret()}
nonsense.property=1
EOF
}}
provider "kafka" {{
  sasl_password = "{secret()}"
  client_key    = <<EOF
-----BEGIN RSA PRIVATE KEY-----
{secret()}
-----END RSA PRIVATE KEY-----
EOF
}}
""",
}

_MADE = {
    "upper(local.v1)": f'"{secret()}"',
    'join("-", [local.v2, "x"])': f'"{secret()}"',
    '"${local.v3}-x"': f'"{secret()}"',
    'replace(local.v4, "x", "y")': f'"{secret()}"',
    "base64decode(local.v5)": f'"{base64(secret())}"',
    'local.v6["k"]': f'{{ k = "{secret()}" }}',
    "var.flag ? local.v7 : null": f'"{secret()}"',
    "element(local.v8, 0)": f'["{secret()}"]',
    "one([for x in local.v9 : x])": f'["{secret()}"]',
    "substr(local.v10, 0, 30)": f'"{secret()}"',
    "try(local.v11, 1)": f'"{secret()}"',
    "jsondecode(local.v12).a": f'"{{\\"a\\":\\"{secret()}\\"}}"',
    'split(",", local.v13)[1]': f'"a,{secret()}"',
    'file("pw.txt")': '"v14"',
    'yamldecode(file("x.yaml")).a': '"v15"',
    '"${var.unknown}-${local.v16}"': f'"{secret()}"',
}

TERRAFORM_FUNCTIONS = {
    "main.tf": CLUSTER
    + _ASSOCIATED
    + "".join(_version(f"v{at}", _with_password(it)) for at, it in enumerate(_MADE, 1))
    + _version("template", 'templatefile("t.tftpl", { pw = local.v1 })'),
    "locals.tf": "locals {\n"
    + "".join(f"  v{at} = {it}\n" for at, it in enumerate(_MADE.values(), 1))
    + '}\nvariable "flag" {}\nvariable "unknown" {}\n',
    "pw.txt": secret(),
    "x.yaml": f"a: {secret()}\n",
    "t.tftpl": '{"username":"u","password":"${pw}"}\n',
}

ELSEWHERE = {
    "main.tf": CLUSTER.replace('"3.9.x"', '"${local.password}-x"')
    .replace('"kafka.m5.large"', "local.db_password")
    .replace('"events"\n  kafka', '"${var.api_token}_x!"\n  kafka')
    + """
resource "aws_msk_configuration" "c" {
  name              = local.db_password
  kafka_versions    = [local.password]
  server_properties = <<EOF
auto.create.topics.enable=${local.password}
log.retention.ms=${local.password}x
${local.password}=1
EOF
}
""",
    "z.tf": f'''
locals {{
  password    = "{secret()}"
  db_password = "{secret()}"
}}
variable "api_token" {{
  default = "{secret()}"
}}
''',
}

BROKEN_TERRAFORM = {
    "main.tf": CLUSTER
    + f"""
resource "aws_secretsmanager_secret_version" "app" {{
  secret_string = "{secret()}
}}
locals {{
  password = "{secret()}" "{secret()}"
  x        = {{ password = "{secret()}" nope }}
}}
"""
}

VARIABLES = {
    "main.tf": CLUSTER
    + _ASSOCIATED
    + 'variable "p" {}\nvariable "anything" {\n  default = null\n}\n'
    + _version("app", _with_password("var.anything == null ? var.p : var.anything")),
    "terraform.tfvars": f'p = "{secret()}"\n',
}

TERRAFORM_JSON = {
    "main.tf.json": json.dumps(
        {
            "resource": {
                "aws_msk_cluster": {"e": {"cluster_name": "e", "kafka_version": "2.2.1"}},
                "aws_secretsmanager_secret_version": {
                    "v": {"secret_id": "x", "secret_string": "${local.zzz}"},
                    "w": {"secret_id": "x", "secret_string": content(secret())},
                },
                "aws_mskconnect_connector": {
                    "c": {
                        "connector_configuration": {
                            "database.password": secret(),
                            "a.sasl.jaas.config": login(secret()),
                            "b.password": "${var.b}",
                        }
                    }
                },
            },
            "locals": {"zzz": content(secret())},
            "variable": {"b": {"default": secret()}},
        },
        indent=1,
    )
}

_PASSED = secret()
_NOT_ECHOED = secret()
_COMPARED = secret()
TEMPLATE = f'''\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  P1:
    Type: String
    NoEcho: true
    Default: {_NOT_ECHOED}
    AllowedValues:
      - {_NOT_ECHOED}
      - "{_COMPARED}"
  P2:
    Type: String
    Default: {_PASSED}
  DbPassword:
    Type: String
    Default: {secret()}
    AllowedValues: [ {secret()}, {secret()} ]
Mappings:
  M:
    eu-west-1:
      pw: {secret()}
Conditions:
  Odd: !Equals [ !Ref P1, {_COMPARED} ]
Resources:
  Cluster:
    Type: AWS::MSK::Cluster
    Condition: Odd
    Properties:
      ClusterName: !Ref P1
      KafkaVersion: 3.9.x
      NumberOfBrokerNodes: 3
      BrokerNodeGroupInfo:
        InstanceType: kafka.m5.large
        ClientSubnets: [subnet-a, subnet-b, subnet-c]
      EncryptionInfo:
        EncryptionInTransit: {{ClientBroker: TLS_PLAINTEXT}}
  Literal:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: AmazonMSK_x
      SecretString: '{{"username":"u","password":"{secret()}"}}'
  Substituted:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: AmazonMSK_y
      SecretString: !Sub '{{"username":"u","password":"${{P2}}"}}'
  Joined:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: AmazonMSK_z
      SecretString: !Join
        - ""
        - ['{{"username":"u","password":"', !FindInMap [M, !Ref AWS::Region, pw], '"}}']
  Given:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: AmazonMSK_zz
      SecretString: !Sub
        - '{{"username":"u","password":"${{X}}"}}'
        - X: {secret()}
  Lines:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: AmazonMSK_zzz
      SecretString: |
        {{"username":"u",
         "password":"{secret()}"}}
  Connector:
    Type: AWS::KafkaConnect::Connector
    Properties:
      ConnectorName: c
      ConnectorConfiguration:
        database.password: {secret()}
        other.password: !Ref P2
        x.sasl.jaas.config: {login(secret())}
        y.sasl.jaas.config: !Sub {login("${P2}")}
        connection.url: jdbc:mysql://app:{secret()}@host/db
        folded: >-
          password={secret()}
  Worker:
    Type: AWS::KafkaConnect::WorkerConfiguration
    Properties:
      Name: w
      PropertiesFileContent: !Base64 |
        key.converter=a.B
        producer.ssl.keystore.password={secret()}
        producer.sasl.jaas.config={login(secret())}
  Encoded:
    Type: AWS::KafkaConnect::WorkerConfiguration
    Properties:
      Name: w2
      PropertiesFileContent: {base64(f"a.b=c{chr(10)}ssl.key.password={secret()}")}
  Put:
    Type: AWS::KafkaConnect::WorkerConfiguration
    Properties:
      Name: w3
      PropertiesFileContent:
        Fn::Base64: !Join
          - "\\n"
          - - key.converter=a.B
            - ssl.key.password={secret()}
            - !Sub "ssl.keystore.password=${{P2}}"
  Configuration:
    Type: AWS::MSK::Configuration
    Properties:
      Name: c
      ServerProperties: |
        auto.create.topics.enable=true
        ssl.keystore.password={secret()}
        nonsense.property=1
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          DB_PASSWORD: {secret()}
Outputs:
  Reference:
    Value: !Ref P2
  Repeated:
    Value: {_PASSED}
'''

BROKEN_TEMPLATE = TEMPLATE.replace(
    "      KafkaVersion: 3.9.x", f"      DbPassword: *{secret()}\n      AuthToken: &x {secret()}"
)

_BARE = secret()
TEMPLATE_IN_JSON = json.dumps(
    {
        "Parameters": {
            "P2": {"Type": "String", "Default": _BARE},
            "P1": {"Type": "String", "NoEcho": True, "Default": secret()},
        },
        "Resources": {
            "Cluster": {
                "Type": "AWS::MSK::Cluster",
                "Properties": {
                    "ClusterName": {"Ref": "P1"},
                    "KafkaVersion": "3.9.x",
                    "NumberOfBrokerNodes": 3,
                    "EncryptionInfo": {"EncryptionInTransit": {"ClientBroker": "TLS_PLAINTEXT"}},
                },
            },
            "Secret": {
                "Type": "AWS::SecretsManager::Secret",
                "Properties": {
                    "Name": "AmazonMSK_x",
                    "SecretString": {
                        "Fn::Join": ["", ['{"username":"u","password":"', {"Ref": "P2"}, '"}']]
                    },
                },
            },
            "Connector": {
                "Type": "AWS::KafkaConnect::Connector",
                "Properties": {"ConnectorConfiguration": {"x.sasl.jaas.config": login(secret())}},
            },
        },
        "Outputs": {"Repeated": {"Value": _BARE}},
    }
)

NESTED = {
    "root.yaml": f"""\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./child.yaml
      Parameters:
        Pw: {secret()}
        Plain: {secret()}
""",
    "child.yaml": """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Pw: {Type: String, NoEcho: true}
  Plain: {Type: String}
Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: AmazonMSK_x
      SecretString: !Sub '{"username":"u","password":"${Plain}"}'
  Connector:
    Type: AWS::KafkaConnect::Connector
    Properties:
      ConnectorName: !Ref Pw
      ConnectorConfiguration:
        my.setting: !Sub "x${Pw}"
""",
}

PARAMETERS = {
    "t.yaml": TEMPLATE,
    "given.json": json.dumps(
        [{"ParameterKey": name, "ParameterValue": secret()} for name in ("P1", "P2")]
    ),
}

SERVERLESS = {
    "template.yaml": f"""\
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Environment:
      Variables:
        DB_PASSWORD: {secret()}
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: |
        password = "{secret()}"
      Events:
        E:
          Type: MSK
          Properties:
            Stream: arn:aws:kafka:eu-west-1:111122223333:cluster/orders/abcd1234-5
            Topics: [orders]
            StartingPosition: LATEST
      Policies:
        - Statement:
          - Effect: Allow
            Action: kafka-cluster:*
            Resource: '*'
""",
}

_ARN = "arn:aws:{service}:eu-west-1:111122223333:{kind}/x/abcd1234-0000-0000-0000-000000000000-1"

ANSWERS = {
    "cluster.json": json.dumps(
        {
            "ClusterInfo": {
                "ClusterArn": _ARN.format(service="kafka", kind="cluster"),
                "ClusterName": "x",
                "ClusterType": "PROVISIONED",
                "Provisioned": {"NumberOfBrokerNodes": 2},
                "Tags": {"password": secret()},
            }
        },
        indent=1,
    ),
    "connector.json": json.dumps(
        {
            "connectorArn": _ARN.format(service="kafkaconnect", kind="connector"),
            "connectorName": "c",
            "connectorConfiguration": {
                "connector.class": "x.Y",
                "database.password": secret(),
                "sasl.jaas.config": login(secret()),
                "connection.url": f"jdbc:mysql://a:{secret()}@h/db",
            },
        }
    ),
    "worker.json": json.dumps(
        {
            "workerConfigurationArn": _ARN.format(service="kafkaconnect", kind="worker"),
            "name": "w",
            "latestRevision": {
                "revision": 1,
                "propertiesFileContent": base64(
                    f"key.converter=a.B\nssl.key.password={secret()}\nx.y=3\n"
                ),
            },
        },
        indent=1,
    ),
    "configuration.json": json.dumps(
        {
            "Arn": _ARN.format(service="kafka", kind="configuration"),
            "Revision": 1,
            "ServerProperties": base64(f"ssl.key.password={secret()}\nnonsense.x=3\n"),
        },
        indent=1,
    ),
    "value.json": json.dumps(
        {
            "ARN": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonMSK_x-abcdef",
            "Name": "AmazonMSK_x",
            "SecretString": content(secret()),
        }
    ),
    "session.json": json.dumps(
        {"Credentials": {"SecretAccessKey": secret(), "SessionToken": secret()}}
    ),
}

CUT_SHORT = {name: text[:-2] for name, text in ANSWERS.items()}

_BROKER = "b-1.x.abc.c2.kafka.eu-west-1.amazonaws.com"
OF_KAFKA = {
    "server.properties": f"""\
auto.create.topics.enable=true
nonsense.property=3
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=foo required \\
  username="a" \\
  password="{secret()}";
unclean.leader.election.enable=true
ssl.keystore.password {secret()}
""",
    "connector.properties": f"""\
bootstrap.servers={_BROKER}:9092
name=c
\\u0070assword={secret()}
tasks.max=1
connector.class=io.debezium.connector.mysql.MySqlConnector
database.password\\
  =  {secret()}
some.password {secret()}
x.sasl.jaas.config=x required password='{secret()}';
y.basic.auth.user.info = u:{secret()}
headers=Authorization: Bearer {secret()}
ssl.keystore.key=-----BEGIN PRIVATE KEY----- {secret()} -----END PRIVATE KEY-----
""",
    "connector.json": json.dumps(
        {
            "name": "c",
            "config": {
                "connector.class": "io.debezium.connector.mysql.MySqlConnector",
                "tasks.max": "5",
                "bootstrap.servers": f"{_BROKER}:9092",
                "database.password": secret(),
                "x.jaas.config": f"foo required password={secret()};",
                "connection.url": f"mongodb+srv://u:{secret()}@h/?x=y&password={secret()}",
            },
        },
        indent=1,
    ),
    "topics.txt": "Topic: orders\tPartitionCount: 3\tReplicationFactor: 1\t"
    f"Configs: min.insync.replicas=1,confluent.password={secret()}\n",
    "acls.txt": "Current ACLs for resource `ResourcePattern(resourceType=TOPIC, name=orders, "
    "patternType=LITERAL)`: \n"
    "\t(principal=User:*, host=*, operation=ALL, permissionType=ALLOW)\n"
    f"# password={secret()}\n",
    "prometheus.yml": f"""\
scrape_configs:
  - job_name: msk
    scrape_interval: 1s
    basic_auth:
      username: u
      password: {secret()}
    authorization:
      credentials: {secret()}
    params:
      token: [{secret()}]
      password:
        - {secret()}
    static_configs:
      - targets: ['{_BROKER}:11001', 'https://u:{secret()}@{_BROKER}:11002']
""",
}

POLICY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "kafka-cluster:*",
                "Resource": "*",
                "Condition": {"StringEquals": {"aws:RequestTag/password": secret()}},
            },
            {
                "Effect": "Allow",
                "Principal": {"AWS": f"https://u:{secret()}@x"},
                "Action": ["kafka-cluster:Foo"],
                "Resource": f"arn:aws:kafka:eu-west-1:111122223333:topic/a/b/c?token={secret()}",
            },
        ],
    },
    indent=1,
)


def _planned(kind: str, values: dict[str, object], hidden: dict[str, object]) -> dict[str, object]:
    return {
        "address": f"{kind}.x",
        "mode": "managed",
        "type": kind,
        "name": "x",
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "schema_version": 0,
        "values": values,
        "sensitive_values": hidden,
    }


PLAN = json.dumps(
    {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "variables": {"db_password": {"value": secret()}},
        "planned_values": {
            "root_module": {
                "resources": [
                    _planned(
                        "aws_msk_cluster",
                        {
                            "cluster_name": "e",
                            "kafka_version": "2.2.1",
                            "tags": {"password": secret()},
                        },
                        {},
                    ),
                    _planned(
                        "aws_secretsmanager_secret_version",
                        {"secret_string": content(secret())},
                        {"secret_string": True},
                    ),
                    _planned(
                        "aws_mskconnect_connector",
                        {
                            "name": "c",
                            "connector_configuration": {
                                "database.password": secret(),
                                "x": secret(),
                            },
                        },
                        {"connector_configuration": {"x": True}},
                    ),
                ]
            }
        },
        "resource_changes": [
            {
                "address": "aws_msk_cluster.x",
                "mode": "managed",
                "type": "aws_msk_cluster",
                "name": "x",
                "provider_name": "registry.terraform.io/hashicorp/aws",
                "change": {
                    "actions": ["delete", "create"],
                    "before": {"cluster_name": secret()},
                    "after": {"cluster_name": "e"},
                    "after_unknown": {},
                    "before_sensitive": {"cluster_name": True},
                    "after_sensitive": {},
                },
            }
        ],
        "configuration": {
            "provider_config": {
                "aws": {"name": "aws", "expressions": {"secret_key": {"constant_value": secret()}}}
            },
            "root_module": {"variables": {"db_password": {"default": secret(), "sensitive": True}}},
        },
    }
)

INPUTS: dict[str, Planted] = {
    "terraform": Planted(PLAIN_TERRAFORM, ("secret-in-source", "unsupported-worker-property")),
    "terraform functions": Planted(TERRAFORM_FUNCTIONS, ("secret-in-source",)),
    "terraform elsewhere": Planted(ELSEWHERE, ("unknown-kafka-version", "property-out-of-range")),
    "terraform broken": Planted(
        BROKEN_TERRAFORM, ("unreadable-file", "plaintext-listener"), has_stories=False
    ),
    "terraform variables": Planted(VARIABLES, ("secret-in-source", "plaintext-listener")),
    "terraform json": Planted(TERRAFORM_JSON, ("secret-in-source", "unsupported-kafka-version")),
    "plan": Planted(
        {"plan.json": PLAN}, ("secret-in-source", "unsupported-kafka-version"), ("plan.json",)
    ),
    "template": Planted({"t.yaml": TEMPLATE}, ("secret-in-source", "plaintext-listener")),
    "template broken": Planted(
        {"t.yaml": BROKEN_TEMPLATE}, ("unreadable-file",), has_stories=False
    ),
    "template in json": Planted(
        {"t.json": TEMPLATE_IN_JSON}, ("secret-in-source", "plaintext-listener")
    ),
    "template with parameters": Planted(
        PARAMETERS, ("secret-in-source",), ("--parameters", "given.json")
    ),
    "nested templates": Planted(NESTED, ("secret-in-source",)),
    "serverless": Planted(SERVERLESS, ("any-cluster-grant",)),
    "answers": Planted(ANSWERS, ("secret-in-source", "unsupported-property")),
    "answers cut short": Planted(CUT_SHORT, ("unreadable-file",), has_stories=False),
    "kafka": Planted(OF_KAFKA, ("secret-in-source", "acl-for-everyone", "fast-scrape")),
    "policy": Planted({"policy.json": POLICY}, ("any-cluster-grant",), has_stories=False),
}
