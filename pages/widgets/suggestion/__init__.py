"""What a suggestion shows on any page: who made it, and its evidence."""
