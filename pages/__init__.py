"""What people see: a room a page, and widgets for what pages share."""
