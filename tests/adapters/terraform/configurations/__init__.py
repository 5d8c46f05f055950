"""Small configurations and what Terraform makes of `local.result` in each."""
