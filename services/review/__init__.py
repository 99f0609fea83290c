"""Review: the queue of tickets whose classification nobody has confirmed, and what people answer."""
