"""Who may talk to this server and for how long: checks of Host and Origin, limits of connections and messages."""
