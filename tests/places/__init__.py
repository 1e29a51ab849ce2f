"""Countries, groups, memberships and statuses."""
