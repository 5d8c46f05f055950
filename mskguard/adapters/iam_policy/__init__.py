"""IAM policy documents that stand in files of their own."""
