"""What is known of each help desk and tracker: the names in the headers of its exports, and what they mean."""
