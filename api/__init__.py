"""What programs call: the REST API, over services alone."""
