"""What pages say above everything else: tickets given to me, a promise that ended, tickets that retention removed."""
