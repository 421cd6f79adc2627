using GraphQL.Types;
using PipelineGraph.Engine.Types.Directives;
using PipelineGraph.Engine.Types.Scalars;

namespace PipelineGraph.Engine.Tests.SchemaExport;

/// <summary>A small schema in which everything occurs that the printer has to lay out.</summary>
internal sealed class SampleSchema : Schema
{
    public SampleSchema(bool withAuthorization = true)
    {
        this.RegisterHotChocolateDirectives();
        this.RegisterHotChocolateScalars();
        Query = new SampleQuery(withAuthorization);
        RegisterType(typeof(LongScalar));   // used by nothing
    }
}

internal sealed class SampleQuery : ObjectGraphType
{
    public SampleQuery(bool withAuthorization)
    {
        Name = "Query";
        var deals = Field<ListGraphType<NonNullGraphType<SampleDealType>>>("deals")
            .Description("Deals of \"all\" pipelines / stages.")
            .Argument<IntGraphType>("first", argument => argument.Description = "Returns the first _n_ elements.")
            .Argument<SampleFilterType>("where", argument => argument.Cost(10))
            .ListSize(50, ["first", "last"], 10, ["edges", "nodes"], requireOneSlicingArgument: false)
            .Cost(10);
        if (withAuthorization) deals.AuthorizeRoles("ANALYST", "ADMIN");
        Field<SampleNodeType>("node").Argument<NonNullGraphType<IdGraphType>>("id").Resolve(_ => null);
        Field<SampleRecordType>("search")
            .Argument<NonNullGraphType<ListGraphType<NonNullGraphType<SampleStatusType>>>>(
                "status", argument => argument.DefaultValue = Array.Empty<object>())
            .Argument<NonNullGraphType<IntGraphType>>("draws", argument => argument.DefaultValue = 10_000)
            .Argument<FloatGraphType>("horizon", argument => argument.DefaultValue = 0.5)
            .Argument<StringGraphType>("zone", argument => argument.DefaultValue = "Etc/UTC")
            .Argument<StringGraphType>("old", argument => argument.DeprecationReason = "Use `zone`.")
            .ListSize(assumedSize: 10)
            .Resolve(_ => null);
    }
}

internal sealed class SampleNodeType : InterfaceGraphType
{
    public SampleNodeType()
    {
        Name = "Node";
        Field<NonNullGraphType<IdGraphType>>("id");
        ResolveType = _ => null;
    }
}

internal sealed class SampleDealType : ObjectGraphType
{
    public SampleDealType()
    {
        Name = "Deal";
        Description = "A deal.\n\nIt stands in one stage,\n  and says \"\"\"so\"\"\".";
        Interface<SampleNodeType>();
        IsTypeOf = _ => true;
        Field<NonNullGraphType<IdGraphType>>("id");
        Field<DecimalScalar>("amount").Description("Value in \\ `currency`.\nNull while unknown.").Cost(2.5);
        Field<NonNullGraphType<SampleStatusType>>("status");
        Field<LocalDateScalar>("expectedCloseDate");
        Field<NonNullGraphType<DateTimeScalar>>("createdAt");
        Field<StringGraphType>("name").DeprecationReason("Use \"title\".").Cost(1);
        Field<StringGraphType>("label").DeprecationReason("No longer supported");
    }
}

internal sealed class SampleStageType : ObjectGraphType
{
    public SampleStageType()
    {
        Name = "Stage";
        IsTypeOf = _ => true;
        this.Cost(1);
        Field<NonNullGraphType<StringGraphType>>("name");
    }
}

internal sealed class SampleRecordType : UnionGraphType
{
    public SampleRecordType()
    {
        Name = "Record";
        Type<SampleStageType>();
        Type<SampleDealType>();
    }
}

internal sealed class SampleFilterType : InputObjectGraphType
{
    public SampleFilterType()
    {
        Name = "DealFilterInput";
        Field<ListGraphType<NonNullGraphType<SampleFilterType>>>("and");
        Field<StringGraphType>("title").Description("Exact.").Cost(10);
        Field<BooleanGraphType>("isStalled").DefaultValue(true);
        Field<StringGraphType>("name").DeprecationReason("Use `title`.");
        Field<SampleStatusType>("status").DefaultValue("WON");
    }
}

internal sealed class SampleStatusType : EnumerationGraphType
{
    public SampleStatusType()
    {
        Name = "DealStatus";
        Description = "Where it ended.";
        Add("OPEN", "OPEN");
        Add("WON", "WON", "Signed.");
        Add("DEAD", "DEAD", deprecationReason: "Use `WON`, or not.");
    }
}
