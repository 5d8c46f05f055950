"""Where the API and CloudFormation call one member differently.

What an answer holds elsewhere than a request does is lifted by those who read answers.
"""

from __future__ import annotations

OTHER_SPELLINGS: dict[str, tuple[str, ...]] = {
    "EBSStorageInfo": ("EbsStorageInfo",),
    "KafkaVersionsList": ("KafkaVersions",),
    "SecurityGroups": ("SecurityGroupIds",),
    "KeySpec": ("CustomerMasterKeySpec",),
}
"""CloudFormation's name of a member, and the names that the API has for it.

`SecurityGroups` are the VPC's of a serverless cluster; both name those of brokers alike.
"""
