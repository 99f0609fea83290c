"""What is unusual in recent tickets: spikes by category and priority, and rising words."""
