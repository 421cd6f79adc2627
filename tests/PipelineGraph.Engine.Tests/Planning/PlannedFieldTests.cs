using GraphQL;
using GraphQL.Types;
using PipelineGraph.Engine.Tests.Library;

namespace PipelineGraph.Engine.Tests.Planning;

public sealed class PlannedFieldTests
{
    [Fact]
    public async Task Resolvers_of_planned_fields_refuse_to_run()
    {
        using var server = new LibraryServer();
        server.Schema.Initialize();

        foreach (var type in server.Schema.AllTypes.OfType<ObjectGraphType>().Where(type => type.Name[0] != '_'))
            foreach (var field in type.Fields)
            {
                var context = new ResolveFieldContext { ParentType = type, FieldDefinition = field };
                var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
                    async () => await field.Resolver!.ResolveAsync(context));
                Assert.Contains($"{type.Name}.{field.Name}", refusal.Message, StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task Every_field_of_the_schema_is_answered_without_a_resolver()
    {
        using var server = await SmallLibrary.ServeAsync();
        server.Schema.Initialize();

        foreach (var field in server.Schema.Query.Fields.Where(field => !NeedsArguments(field)))
        {
            var answer = await server.TextAsync($"{{ {field.Name} {Selection(field.ResolvedType!, 4)} }}");
            Assert.Empty(server.Failures);
            Assert.DoesNotContain("\"errors\"", answer, StringComparison.Ordinal);
        }
    }

    /// <summary>All fields of a type, lists and objects down to a depth.</summary>
    private static string Selection(IGraphType type, int depth)
    {
        if (type.GetNamedType() is not IComplexGraphType complex) return "";
        var fields = complex.Fields.Where(field => !NeedsArguments(field) && (depth > 1 || IsLeaf(field)))
            .Select(field => $"{field.Name} {Selection(field.ResolvedType!, depth - 1)}");
        return $"{{ __typename {string.Join(' ', fields)} }}";
    }

    private static bool IsLeaf(FieldType field) => field.ResolvedType!.GetNamedType() is ScalarGraphType;

    private static bool NeedsArguments(FieldType field)
        => field.Arguments?.Any(argument => argument.ResolvedType is NonNullGraphType) ?? false;
}
