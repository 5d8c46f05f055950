"""Terraform configurations to the model: finds roots, evaluates expressions, reads resources."""
