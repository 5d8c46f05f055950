"""Resources that say several things at once: a node for each."""

from __future__ import annotations

from typing import Any

import pytest

from mskguard.model.graph import Relation
from mskguard.model.iam import (
    Group,
    GroupMembership,
    GroupPolicy,
    PolicyAttachment,
    Role,
    RolePolicy,
    User,
    UserPolicy,
)
from mskguard.model.node import Node
from mskguard.model.secret import Secret, SecretVersion
from mskguard.value import Absent, Choice, Known, Unknown

PEOPLE = """
    # AWS::MSK::
    Parameters:
      Env: {Type: String}
      Names: {Type: CommaDelimitedList}
    Conditions:
      IsProd: !Equals [!Ref Env, prod]
    Resources:
      R: {Type: AWS::IAM::Role}
      S: {Type: AWS::IAM::Role, Properties: {RoleName: named}}
      G: {Type: AWS::IAM::Group}
      U: {Type: AWS::IAM::User, Properties: {Groups: [!Ref G]}}
"""


def attached(loaded: Any, source: Node) -> list[str]:
    edges = loaded.graph.targets(source, Relation.ATTACHED_TO, Node).edges
    return [edge.target.address for edge in edges]


def test_an_inline_policy_is_attached_to_each_of_its_principals(read: Any) -> None:
    loaded = read(
        PEOPLE
        + """
      P:
        Type: AWS::IAM::Policy
        Properties:
          PolicyName: p
          Roles: [!Ref R, named]
          Users: [!Ref U]
          Groups: [!Ref G]
          PolicyDocument: {Statement: [{Effect: Allow, Action: "kafka:*", Resource: "*"}]}
"""
    )
    kinds = (RolePolicy, UserPolicy, GroupPolicy)
    nodes: list[Any] = [node for kind in kinds for node in loaded.graph.nodes(kind)]
    assert [(node.address, node.instance) for node in nodes] == [
        ("P", "P"),
        ("P", "P[1]"),
        ("P", "P[2]"),
        ("P", "P[3]"),
    ]
    assert [attached(loaded, node) for node in nodes] == [["R"], ["S"], ["U"], ["G"]]
    for node in nodes:
        (statement,) = node.policy.statements.otherwise(())
        assert [one.otherwise("") for one in statement.actions.otherwise(())] == ["kafka:*"]


@pytest.mark.parametrize(
    ("roles", "number"),
    [
        ("!If [IsProd, [a, b], [c]]", 2),
        ("!Ref Names", 1),
        ("[]", 1),
        ("!If [IsProd, [a], !Ref AWS::NoValue]", 1),
    ],
)
def test_a_policy_is_there_whatever_its_roles_are(read: Any, roles: str, number: int) -> None:
    text = f"      P: {{Type: AWS::IAM::Policy, Properties: {{PolicyName: p, Roles: {roles}}}}}\n"
    assert len(list(read(PEOPLE + text).graph.nodes(RolePolicy))) == number


def test_a_policy_that_some_worlds_give_to_fewer_roles_is_absent_there(read: Any) -> None:
    roles = "!If [IsProd, [a, b], [c]]"
    text = f"      P: {{Type: AWS::IAM::Policy, Properties: {{PolicyName: p, Roles: {roles}}}}}\n"
    first, second = read(PEOPLE + text).graph.nodes(RolePolicy)
    assert isinstance(first.role, Choice)
    assert (first.role.yes.otherwise(""), first.role.no.otherwise("")) == ("a", "c")
    assert isinstance(second.role, Choice)
    assert second.role.yes.otherwise("") == "b"
    assert isinstance(second.role.no, Absent)


def test_a_managed_policy_says_whom_it_is_attached_to(read: Any) -> None:
    loaded = read(
        PEOPLE + "      M: {Type: AWS::IAM::ManagedPolicy, Properties: {Roles: [!Ref R]}}\n"
    )
    (attachment,) = loaded.graph.nodes(PolicyAttachment)
    assert attached(loaded, attachment) == ["R"]
    granted = loaded.graph.targets(attachment, Relation.GRANTED, Node)
    assert [node.instance for node in granted.nodes] == ["M"]


def test_a_managed_policy_that_names_nobody_has_no_attachment(read: Any) -> None:
    loaded = read(PEOPLE + "      M: {Type: AWS::IAM::ManagedPolicy}\n")
    assert list(loaded.graph.nodes(PolicyAttachment)) == []


def test_a_user_says_which_groups_it_is_in(read: Any) -> None:
    loaded = read(PEOPLE)
    (membership,) = loaded.graph.nodes(GroupMembership)
    (user,) = loaded.graph.nodes(User)
    (group,) = loaded.graph.nodes(Group)
    assert attached(loaded, membership) == [user.address]
    belongs = loaded.graph.targets(membership, Relation.BELONGS_TO, Group)
    assert belongs.nodes == (group,)


def test_a_role_is_called_what_it_is_given_or_what_aws_makes(read: Any) -> None:
    made, named = read(PEOPLE).graph.nodes(Role)
    assert named.name.otherwise("") == "named"
    assert isinstance(made.name, Unknown)
    assert made.name.same(made.id).name == "YES"


def secret(read: Any, properties: str) -> Any:
    text = f"""
        # AWS::MSK::
        Resources:
          X:
            Type: AWS::SecretsManager::Secret
            Properties: {{Name: AmazonMSK_x, {properties}}}
    """
    loaded = read(text)
    (only,) = loaded.graph.nodes(Secret)
    for version in loaded.graph.nodes(SecretVersion):
        assert attached(loaded, version) == [only.address]
        return version
    return None


def test_a_secret_without_content_has_no_version(read: Any) -> None:
    assert secret(read, "Description: x") is None


def test_a_written_content_has_its_members(read: Any) -> None:
    version = secret(read, """SecretString: '{"username": "alice", "password": "x"}'""")
    members = version.members.otherwise({})
    assert members["username"].otherwise("") == "alice"
    assert isinstance(version.content, Known)


def test_a_generated_content_has_the_members_of_its_template_and_one_more(read: Any) -> None:
    generated = """{SecretStringTemplate: '{"username": "alice"}', GenerateStringKey: password}"""
    version = secret(read, f"GenerateSecretString: {generated}")
    members = version.members.otherwise({})
    assert members.keys() == {"username", "password"}
    assert members["username"].otherwise("") == "alice"
    assert isinstance(members["password"], Unknown)
    assert isinstance(version.content, Unknown)


def test_a_content_that_is_generated_as_a_whole_is_unknown(read: Any) -> None:
    version = secret(read, "GenerateSecretString: {PasswordLength: 30}")
    assert version.members.now().why == "AWS generates it when the secret is made"
