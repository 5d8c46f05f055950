"""The provider configuration that a resource uses says where it lies, and for whom."""

from __future__ import annotations

from mskguard.adapters.load import Loaded
from mskguard.model.cluster import Cluster
from mskguard.model.graph import Relation
from mskguard.model.node import Node
from mskguard.model.topic import Topic
from mskguard.value import Known, Unknown, Value
from tests.adapters.terraform.conftest import Read

TWO = """
    provider "aws" {
      region              = "eu-west-1"
      allowed_account_ids = ["111122223333"]
      default_tags {
        tags = { team = "core" }
      }
    }
    provider "aws" {
      alias  = "west"
      region = "us-west-1"
      assume_role {
        role_arn = "arn:aws:iam::444455556666:role/deploy"
      }
    }
"""


def only(loaded: Loaded, instance: str) -> Node:
    (found,) = (node for node in loaded.graph if node.instance == instance)
    return found


def known(value: Value[str]) -> str:
    assert isinstance(value, Known), value
    return str(value.it)


def why(value: Value[str]) -> str:
    assert isinstance(value, Unknown), value
    return value.why


def test_the_default_configuration_is_used_unless_another_is_named(read: Read) -> None:
    loaded = read(
        TWO
        + """
    resource "aws_msk_cluster" "here" {}
    resource "aws_msk_cluster" "there" {
      provider = aws.west
    }
    resource "aws_msk_cluster" "quoted" {
      provider = "aws.west"
    }
    """
    )
    here, there = only(loaded, "aws_msk_cluster.here"), only(loaded, "aws_msk_cluster.there")
    assert (known(here.region), known(here.account)) == ("eu-west-1", "111122223333")
    assert (known(there.region), known(there.account)) == ("us-west-1", "444455556666")
    assert known(only(loaded, "aws_msk_cluster.quoted").region) == "us-west-1"


def test_a_region_of_the_resource_itself_counts_first(read: Read) -> None:
    loaded = read(TWO + 'resource "aws_msk_cluster" "c" {\n  region = "eu-north-1"\n}\n')
    assert known(only(loaded, "aws_msk_cluster.c").region) == "eu-north-1"


def test_modules_inherit_the_default_and_are_passed_others(read: Read) -> None:
    child = """
    resource "aws_msk_cluster" "c" {}
    resource "aws_msk_cluster" "other" {
      provider = aws.second
    }
    """
    calls = """
    module "plain" {
      source = "./m"
    }
    module "given" {
      source    = "./m"
      providers = {
        aws        = aws.west
        aws.second = aws
      }
    }
    """
    loaded = read({"main.tf": TWO + calls, "m/main.tf": child})
    assert known(only(loaded, "module.plain.aws_msk_cluster.c").region) == "eu-west-1"
    unsaid = only(loaded, "module.plain.aws_msk_cluster.other").region
    assert why(unsaid) == 'module "plain" is not given a provider aws.second'
    assert known(only(loaded, "module.given.aws_msk_cluster.c").region) == "us-west-1"
    assert known(only(loaded, "module.given.aws_msk_cluster.other").region) == "eu-west-1"


def test_what_is_not_said_is_unknown_and_the_reason_names_it(read: Read) -> None:
    loaded = read('resource "aws_msk_cluster" "c" {}\n')
    assert why(only(loaded, "aws_msk_cluster.c").region) == 'no provider "aws" is configured here'
    loaded = read('provider "aws" {}\nresource "aws_msk_cluster" "c" {}\n')
    cluster = only(loaded, "aws_msk_cluster.c")
    assert why(cluster.region) == 'provider "aws" names no region'
    assert why(cluster.account) == 'provider "aws" is not bound to one account'
    loaded = read(
        """
    variable "region" {}
    provider "aws" {
      region              = var.region
      allowed_account_ids = ["111122223333", "444455556666"]
    }
    resource "aws_msk_cluster" "c" {}
    """
    )
    cluster = only(loaded, "aws_msk_cluster.c")
    assert why(cluster.region) == "var.region has no value and no default"
    assert why(cluster.account) == 'provider "aws" is not bound to one account'


def test_two_accounts_that_contradict_each_other_are_none(read: Read) -> None:
    loaded = read(
        """
    provider "aws" {
      allowed_account_ids = ["111122223333"]
      assume_role {
        role_arn = "arn:aws:iam::444455556666:role/deploy"
      }
    }
    resource "aws_msk_cluster" "c" {}
    """
    )
    account = only(loaded, "aws_msk_cluster.c").account
    assert why(account) == "the role assumed is of another account than is allowed"


def test_default_tags_are_read_apart_from_the_clusters_own(read: Read) -> None:
    loaded = read(
        TWO
        + """
    resource "aws_msk_cluster" "here" {}
    resource "aws_msk_cluster" "there" {
      provider = aws.west
    }
    """
    )
    here, there = only(loaded, "aws_msk_cluster.here"), only(loaded, "aws_msk_cluster.there")
    assert isinstance(here, Cluster)
    assert isinstance(there, Cluster)
    tags = here.provider_tags.now()
    assert isinstance(tags, Known)
    assert {key: known(value) for key, value in tags.it.items()} == {"team": "core"}
    assert str(there.provider_tags) == "nothing"


def test_data_sources_tell_what_the_provider_says(read: Read) -> None:
    loaded = read(
        TWO
        + """
    data "aws_region" "current" {}
    data "aws_caller_identity" "west" {
      provider = aws.west
    }
    resource "aws_msk_cluster" "c" {
      cluster_name = "${data.aws_region.current.name}-${data.aws_caller_identity.west.account_id}"
    }
    """
    )
    cluster = only(loaded, "aws_msk_cluster.c")
    assert isinstance(cluster, Cluster)
    assert known(cluster.name) == "eu-west-1-444455556666"


KAFKA = """
    resource "aws_msk_cluster" "orders" {}
    resource "kafka_topic" "t" {
      name = "t"
    }
"""


def topic_clusters(loaded: Loaded) -> list[str]:
    topic = only(loaded, "kafka_topic.t")
    assert isinstance(topic, Topic)
    return [
        node.instance for node in loaded.graph.targets(topic, Relation.BELONGS_TO, Cluster).nodes
    ]


def test_kafka_resources_belong_to_the_cluster_of_the_bootstrap_servers(read: Read) -> None:
    servers = 'split(",", aws_msk_cluster.orders.bootstrap_brokers_sasl_iam)'
    loaded = read(KAFKA + f'provider "kafka" {{\n  bootstrap_servers = {servers}\n}}\n')
    assert topic_clusters(loaded) == ["aws_msk_cluster.orders"]
    listed = "[aws_msk_cluster.orders.bootstrap_brokers_tls]"
    loaded = read(KAFKA + f'provider "kafka" {{\n  bootstrap_servers = {listed}\n}}\n')
    assert topic_clusters(loaded) == ["aws_msk_cluster.orders"]


def test_kafka_resources_of_other_servers_belong_to_no_known_cluster(read: Read) -> None:
    loaded = read(KAFKA + 'provider "kafka" {\n  bootstrap_servers = ["kafka:9092"]\n}\n')
    topic = only(loaded, "kafka_topic.t")
    assert isinstance(topic, Topic)
    assert topic_clusters(loaded) == []
    assert why(topic.cluster) == "which cluster these bootstrap servers are of is not said"
    loaded = read(KAFKA)
    topic = only(loaded, "kafka_topic.t")
    assert isinstance(topic, Topic)
    assert why(topic.cluster) == 'no provider "kafka" is configured here'
