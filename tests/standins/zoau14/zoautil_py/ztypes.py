from tests.standins.modern import DDStatement, FileDefinition, ZOAUResponse

__all__ = ["DDStatement", "FileDefinition", "ZOAUResponse"]
