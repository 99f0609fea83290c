"""The keyword rules for priorities: words by kind of trouble, pairs of them, and guards."""
