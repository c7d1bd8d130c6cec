"""What people read of documents: the decided one held against the rules, and the regulation itself."""
