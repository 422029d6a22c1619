"""z/OS from anywhere, through z/OSMF."""
