"""CloudFormation templates, SAM's and the CDK's among them, to nodes of the model."""
