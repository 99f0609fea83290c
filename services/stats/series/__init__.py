"""The overview and its series: composed statements from rollups, tickets or what a search found, in one snapshot."""
