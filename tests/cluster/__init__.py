"""Several processes of the desk on one database, behind a proxy, with what else is killed beside them."""
