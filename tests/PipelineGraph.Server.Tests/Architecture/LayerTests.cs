using System.Xml.Linq;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using Microsoft.EntityFrameworkCore;
using PipelineGraph.Domain.Deals;
using PipelineGraph.Engine.Types;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Tests.Schema;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace PipelineGraph.Server.Tests.Architecture;

/// <summary>Who may know whom; the compiler holds the arrows between projects, this those inside of them.</summary>
public sealed class LayerTests
{
    private const string Server = "PipelineGraph.Server";
    private const string FeatureNames = "Access|Accounts|Activities|Alerts|Board|Deals|Events|Money|People|Pipelines";
    private const string Features = $@"^PipelineGraph\.Server\.({FeatureNames})($|\.)";
    private const string Outside = @"^PipelineGraph\.Server\.(Commands|Hosting|Import|Demo)($|\.)";
    private const string Data = @"^PipelineGraph\.Server\.Data($|\.)";

    private static readonly ArchUnitNET.Domain.Architecture Solution = new ArchLoader()
        .LoadAssemblies(typeof(Deal).Assembly, typeof(EntityType).Assembly, typeof(PipelineDbContext).Assembly).Build();

    [Fact]
    public void Domain_depends_on_nothing_but_the_base_library()
    {
        var references = typeof(Deal).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);
        var project = XDocument.Load(Repository.File("src", "PipelineGraph.Domain", "PipelineGraph.Domain.csproj"));

        Assert.All(references, name => Assert.StartsWith("System", name, StringComparison.Ordinal));
        Assert.Empty(project.Descendants("PackageReference").Concat(project.Descendants("ProjectReference")));
    }

    [Fact]
    public void Engine_knows_no_deal()
    {
        var references = typeof(EntityType).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.DoesNotContain(references, name => name.StartsWith("PipelineGraph", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_knows_no_feature()
        => Types().That().ResideInNamespaceMatching(Data)
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Features)).Check(Solution);

    [Fact]
    public void Features_do_not_know_commands_host_import_or_demo()
        => Types().That().ResideInNamespaceMatching(Features)
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Outside)).Check(Solution);

    [Fact]
    public void Only_the_schema_lists_all_features()
    {
        var all = FeatureNames.Split('|').Select(name => $"{Server}.{name}").ToHashSet();

        var knowing = Solution.Types
            .Where(type => type.Namespace.FullName.StartsWith(Server, StringComparison.Ordinal))
            .Where(type => all.IsSubsetOf(type.Dependencies.Select(each => each.Target.Namespace?.FullName ?? "")))
            .Select(type => type.Name).ToList();

        Assert.Equal(["PipelineSchema"], knowing);
    }

    [Fact]
    public void Server_shows_no_type_to_other_assemblies()
    {
        var shown = typeof(PipelineDbContext).Assembly.GetExportedTypes().Select(type => type.FullName!);

        Assert.DoesNotContain(shown, name => name.StartsWith(Server, StringComparison.Ordinal)
            && !name.Contains("Migrations", StringComparison.Ordinal));
    }
}
