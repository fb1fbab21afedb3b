"""Where known names stand in texts: proposals, which become mentions when confirmed."""
