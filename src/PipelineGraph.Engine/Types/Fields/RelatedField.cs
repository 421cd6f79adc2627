namespace PipelineGraph.Engine.Types.Fields;

/// <summary>
/// A field of an object that a resolver made: rows that hang on a row whose key the object holds, for example the deals
/// of a board's column. Objects that stand in one list are read for together.
/// </summary>
internal sealed record RelatedField(ListField List, Type ParentRow, Func<object, Guid?> Key);
