"""What is sent and what is answered, as pydantic models: the check and the schema in one."""
