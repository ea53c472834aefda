"""What the bailleur says back about complaints."""
