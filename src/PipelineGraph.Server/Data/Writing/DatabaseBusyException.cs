namespace PipelineGraph.Server.Data.Writing;

/// <summary>Another process holds the database's lock, and did not give it back in time; nothing has changed.</summary>
internal sealed class DatabaseBusyException(Exception inner)
    : Exception("The database is locked by another process; nothing was written.", inner);
