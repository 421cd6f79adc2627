namespace PipelineGraph.Server.Data;

internal enum DatabaseProvider { Sqlite, PostgreSql }
