"""The tour "Show me": a ticket types itself, the audience answers, the curve rises; nothing is stored."""
