"""Requests to AWS and its answers, as the AWS CLI has them in JSON, to nodes of the model."""
