"""Pages of tickets in any order by keyset, and how many tickets match."""
