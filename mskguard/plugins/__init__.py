"""mskguard inside other linters."""
