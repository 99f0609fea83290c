"""What a terminal shows of a job that runs there."""
