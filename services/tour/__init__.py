"""The tour: sample tickets, five teams, and a classifier that learns from the audience. Nothing is stored."""
