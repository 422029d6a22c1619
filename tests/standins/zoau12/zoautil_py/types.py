from tests.standins.modern import DDStatement, FileDefinition

__all__ = ["DDStatement", "FileDefinition"]
