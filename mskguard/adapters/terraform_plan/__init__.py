"""Terraform plans, as `terraform show -json` prints them, to the model."""
