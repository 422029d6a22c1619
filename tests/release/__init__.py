"""The files of a release as a site uses them: ``make test-release``."""
