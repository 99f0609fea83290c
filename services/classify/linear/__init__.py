"""The linear text model that the learned classifier and the guess by keyword entries share."""
