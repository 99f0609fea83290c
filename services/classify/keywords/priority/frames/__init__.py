"""What a text as a whole is, or how it takes its trouble: a wish, praise, a note of what is over, patience, coping."""
