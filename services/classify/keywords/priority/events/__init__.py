"""What happens that makes a ticket urgent: parts of pairs and plain phrases by kind of event."""
