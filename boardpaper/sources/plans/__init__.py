"""The YAML files that people write: a paper's and a meeting's description."""
