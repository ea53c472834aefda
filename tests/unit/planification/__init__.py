"""The planner: rules, calendars, explanations; no base."""
