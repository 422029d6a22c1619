"""From template and settings to a member: dialects, header, lengths, and the submission check."""
