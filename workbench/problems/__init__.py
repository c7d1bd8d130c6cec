"""Problems told in Swedish: words last, one shape for every reader."""
