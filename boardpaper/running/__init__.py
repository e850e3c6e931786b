"""How a command runs: outputs written whole, inputs carried, kept results, workers, a cluster."""
