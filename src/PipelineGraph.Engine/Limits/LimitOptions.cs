namespace PipelineGraph.Engine.Limits;

/// <summary>What a request may ask for; bound from the configuration section <see cref="Section"/>.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Largest HTTP body and largest document, bytes.</summary>
    public int BodyBytes { get; set; } = 128 * 1024;

    /// <summary>Tokens in a document, comments not counted.</summary>
    public int Tokens { get; set; } = 2_000;

    /// <summary>Brackets of any kind open at once; protects the recursive parser.</summary>
    public int Nesting { get; set; } = 48;

    /// <summary>Fields on a path, leaf included; introspection has <see cref="IntrospectionDepth"/>.</summary>
    public int Depth { get; set; } = 12;

    /// <summary>How often one coordinate (Type.field) may occur on a path.</summary>
    public int Repeats { get; set; } = 3;

    public int Fields { get; set; } = 1_000;
    public int Aliases { get; set; } = 30;
    public int QueryRootFields { get; set; } = 10;
    public int MutationRootFields { get; set; } = 5;
    public int Directives { get; set; } = 50;
    public int DirectivesPerLocation { get; set; } = 4;
    public int Fragments { get; set; } = 50;
    public int Spreads { get; set; } = 200;

    /// <summary>Fields after every spread was replaced by its fragment.</summary>
    public int ExpandedFields { get; set; } = 1_000;

    /// <summary>Spreads after every spread was replaced by its fragment.</summary>
    public int ExpandedSpreads { get; set; } = 200;

    /// <summary>
    /// Weights of all fields, arguments and input fields of an operation, as often as they may occur, by `@cost` and
    /// `@listSize`. Hot Chocolate's own default is 1,000.
    /// </summary>
    public int FieldCost { get; set; } = 3_000;

    /// <summary>Objects that an answer may hold, by the weights of their types; see <see cref="FieldCost"/>.</summary>
    public int TypeCost { get; set; } = 3_000;

    /// <summary>Requests of one caller a minute, saved up for one; 0: any number.</summary>
    public int RequestsPerMinute { get; set; } = 6_000;

    /// <summary>
    /// Field and type cost of all operations of one caller a minute, saved up for one; a database query that had to
    /// be made counts 100. 0: any.
    /// </summary>
    public int CostPerMinute { get; set; } = 600_000;

    /// <summary>Items of one input list, in literals and in variables.</summary>
    public int ListItems { get; set; } = 100;

    /// <summary>Levels of `and` and `or` in a filter.</summary>
    public int FilterNesting { get; set; } = 5;

    /// <summary>Conditions in one `and` or `or`.</summary>
    public int FilterConditions { get; set; } = 50;

    /// <summary>Objects on a path of a filter, the filter itself included.</summary>
    public int FilterDepth { get; set; } = 12;

    /// <summary>Characters that are looked for in a text (`contains`, `startsWith` and the like).</summary>
    public int TextOperand { get; set; } = 200;

    /// <summary>Objects and arrays open at once in `variables` and in `extensions`.</summary>
    public int JsonNesting { get; set; } = 16;

    /// <summary>Who may ask for `__schema` and `__type`.</summary>
    public IntrospectionAccess Introspection { get; set; }

    /// <summary>Who may with <see cref="IntrospectionAccess.Roles"/>, separated by commas.</summary>
    public string IntrospectionRoles { get; set; } = "";

    /// <summary>Fields on a path below `__schema` or `__type`; the standard introspection query needs 15.</summary>
    public int IntrospectionDepth { get; set; } = 20;

    /// <summary>How often `fields`, `interfaces` and the like may occur on a path of introspection.</summary>
    public int IntrospectionRepeats { get; set; } = 1;

    /// <summary>Fields looked at to find out whether fields of one response name can be merged.</summary>
    public int MergeSteps { get; set; } = 20_000;

    /// <summary>Errors reported for an invalid document.</summary>
    public int ValidationErrors { get; set; } = 5;

    /// <summary>Time an operation may run before it is cancelled.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest message on a WebSocket, bytes, all its frames together.</summary>
    public int MessageBytes { get; set; } = 64 * 1024;

    /// <summary>Operations that run at once on one WebSocket.</summary>
    public int OperationsPerConnection { get; set; } = 50;

    /// <summary>Events that wait for one subscriber; with more it is cut off, and may resume.</summary>
    public int WaitingEvents { get; set; } = 1_000;

    /// <summary>Bytes of events that wait for one subscriber; with more it is cut off, and may resume.</summary>
    public int WaitingBytes { get; set; } = 1024 * 1024;

    /// <summary>Time until a WebSocket without `connection_init` is closed.</summary>
    public TimeSpan InitWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between pings on a WebSocket; a client that is silent for as long after one is cut off.</summary>
    public TimeSpan PingPeriod { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How far apart clocks may be: a token is accepted for so long after its end.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections to the process, WebSockets not counted; more are closed at once. 0: any number.</summary>
    public int Connections { get; set; } = 10_000;

    /// <summary>WebSockets and event streams of all callers; more are refused with 503. 0: any number.</summary>
    public int LastingConnections { get; set; } = 5_000;

    /// <summary>WebSockets and event streams of one caller; more are refused (429) or closed (1013). 0: any.</summary>
    public int LastingConnectionsPerCaller { get; set; } = 1_000;

    /// <summary>
    /// WebSockets of one address (of IPv6: of a network of 64 bits) that have not said `connection_init`; more are
    /// refused with 429. 0: any number.
    /// </summary>
    public int UnknownConnectionsPerAddress { get; set; } = 500;

    /// <summary>Time in which a request's headers must have come.</summary>
    public TimeSpan HeaderWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Headers of one request, and their bytes in all.</summary>
    public int Headers { get; set; } = 100;

    /// <inheritdoc cref="Headers"/>
    public int HeaderBytes { get; set; } = 32 * 1024;

    /// <summary>Bytes a second at which a request's body must come, after 5 seconds.</summary>
    public int BodyRate { get; set; } = 1_024;

    /// <summary>Requests that run at once on one HTTP/2 connection.</summary>
    public int Http2Streams { get; set; } = 100;

    /// <summary>Parsed and validated documents kept in memory.</summary>
    public int CachedDocuments { get; set; } = 500;
}
