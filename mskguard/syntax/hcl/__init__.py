"""HCL, the language of Terraform: text to a syntax tree of our own, and back."""
