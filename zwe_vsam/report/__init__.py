"""How a run is told: as the original's transcript, or as one JSON object."""
