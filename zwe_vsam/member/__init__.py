"""From a template member and settings to a member: dialects, header, lengths, judgement."""
