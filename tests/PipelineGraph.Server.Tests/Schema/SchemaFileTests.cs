using GraphQL;
using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PipelineGraph.Engine.SchemaExport;

namespace PipelineGraph.Server.Tests.Schema;

public sealed class SchemaFileTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly WebApplication _app;

    public SchemaFileTests() => _app = RunningServer.Build(_folder, "Development", []);

    private ISchema Served => _app.Services.GetRequiredService<ISchema>();

    public void Dispose()
    {
        ((IDisposable)_app).Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Schema_file_is_what_the_server_serves()
    {
        var printed = SchemaPrinter.Print(Served);
        if (Repository.UpdatesSnapshots) File.WriteAllText(Repository.SchemaFile, printed);

        Assert.Equal(File.ReadAllText(Repository.SchemaFile), printed);
    }

    [Fact]
    public void Everything_of_ours_has_a_description()
    {
        Served.Initialize();

        var silent = Served.AllTypes.Where(type => !IsGenerated(type)).SelectMany(Silent).Order().ToList();

        Assert.Empty(silent);
    }

    [Fact]
    public void Every_type_is_reached_from_the_roots()
    {
        Served.Initialize();
        var reached = new HashSet<string>();

        Visit(Served.Query, reached);
        Visit(Served.Mutation!, reached);
        Visit(Served.Subscription!, reached);

        var named = Served.AllTypes.Where(type => type is not ScalarGraphType).Select(type => type.Name)
            .Where(name => !name.StartsWith("__", StringComparison.Ordinal));
        Assert.Empty(named.Except(reached));
    }

    /// <summary>Made by convention and silent in Hot Chocolate too.</summary>
    private static bool IsGenerated(IGraphType type)
        => type is ScalarGraphType || type.Name.StartsWith("__", StringComparison.Ordinal)
            || type.Name is "SortEnumType" or "Node" or "Error"
            || type.Name.EndsWith("FilterInput", StringComparison.Ordinal)
            || type.Name.EndsWith("SortInput", StringComparison.Ordinal);

    private static IEnumerable<string> Silent(IGraphType type)
    {
        if (string.IsNullOrWhiteSpace(type.Description)) yield return type.Name;
        foreach (var value in (type as EnumerationGraphType)?.Values.AsEnumerable() ?? [])
        {
            if (string.IsNullOrWhiteSpace(value.Description)) yield return $"{type.Name}.{value.Name}";
        }

        foreach (var field in (type as IComplexGraphType)?.Fields ?? [])
        {
            if (string.IsNullOrWhiteSpace(field.Description)) yield return $"{type.Name}.{field.Name}";
            foreach (var argument in field.Arguments ?? [])
            {
                if (argument.Name is not ("where" or "order" or "input") && string.IsNullOrWhiteSpace(argument.Description))
                    yield return $"{type.Name}.{field.Name}({argument.Name})";
            }
        }
    }

    private static void Visit(IGraphType type, HashSet<string> reached)
    {
        if (!reached.Add(type.Name)) return;

        foreach (var possible in (type as IAbstractGraphType)?.PossibleTypes.AsEnumerable() ?? [])
            Visit(possible, reached);
        foreach (var shared in (type as IImplementInterfaces)?.ResolvedInterfaces.AsEnumerable() ?? [])
            Visit(shared, reached);
        foreach (var field in (type as IComplexGraphType)?.Fields ?? [])
        {
            Visit(field.ResolvedType!.GetNamedType(), reached);
            foreach (var argument in field.Arguments ?? []) Visit(argument.ResolvedType!.GetNamedType(), reached);
        }
    }
}
