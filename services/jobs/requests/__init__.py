"""What is asked for by pages and programs and becomes a job: changes of many tickets, measurements, new targets."""
