"""The register of rules: each thing that can be wrong, named and worded once; one file an area."""
