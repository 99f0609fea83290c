"""What changed, in sentences with their tickets: for the dashboard and for reports."""
