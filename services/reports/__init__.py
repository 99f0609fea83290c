"""Reports to send: the week on one page, as PDF, as HTML and as a mail, made without a browser."""
