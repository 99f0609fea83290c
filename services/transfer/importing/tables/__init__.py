"""Find the table in a file: CSV in any dialect, workbooks, web pages."""
