"""The cards of the Dashboard: what stands where in the grid, and the chart, table or title of each."""
