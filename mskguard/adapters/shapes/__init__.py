"""Resources in AWS's own shape, which templates, requests and answers share, to nodes."""
