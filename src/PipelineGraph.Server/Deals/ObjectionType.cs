using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types;

namespace PipelineGraph.Server.Deals;

internal sealed class ObjectionType : EntityType<Objection>
{
    public ObjectionType()
    {
        Description("What a customer holds against a deal, open until it is resolved.");
        Node(objection => objection.Id);
        Reference(objection => objection.Deal).Description("The deal.");
        Field(objection => objection.Summary).Description("What it is.");
        Field(objection => objection.RaisedAt).Description("When it was raised.");
        Field(objection => objection.Resolution).Description("How it was resolved; null while open.");
        Field(objection => objection.ResolvedAt).Description("When it was resolved; null while open.");
    }
}
