using GraphQL.Types;
using PipelineGraph.Engine.Ide;
using PipelineGraph.Engine.Limits;
using PipelineGraph.Engine.PersistedOperations;
using PipelineGraph.Engine.SchemaExport;
using PipelineGraph.Engine.Transport.Http;
using PipelineGraph.Server.Access;
using PipelineGraph.Server.Alerts;
using PipelineGraph.Server.Data;
using PipelineGraph.Server.Events;
using PipelineGraph.Server.Writing;

namespace PipelineGraph.Server.Hosting;

/// <summary>Builds the server: its services and the way of a request through it.</summary>
internal static class ServerHost
{
    /// <param name="settings">Configuration in the form <c>--Key=value</c>; wins over files and environment.</param>
    /// <param name="purpose">Whether it is built to serve or for one command.</param>
    /// <param name="adjust">Has the last word on the services; tests put their clock here.</param>
    public static WebApplication Build(
        string[] settings, HostPurpose purpose = HostPurpose.Serve, Action<IServiceCollection>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings,
            // The settings beside the executable are read wherever it is started from.
            ContentRootPath = Array.Exists(settings, setting => setting.StartsWith("--contentRoot=", StringComparison.Ordinal))
                ? null : AppContext.BaseDirectory,
        });
        if (!Addresses.AreConfigured(builder.Configuration)) builder.WebHost.UseUrls(Addresses.Default);
        builder.AddServerLogging(purpose);
        builder.Services.Configure<LimitOptions>(builder.Environment.IsDevelopment() ? AllowAnyRate : AskRoles);
        AddServices(builder.Services, builder.Configuration);
        adjust?.Invoke(builder.Services);

        var app = builder.Build();
        if (purpose is HostPurpose.Serve) Use(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.Configure<TrustedDocumentOptions>(documents => documents.ExemptRoles = Claim.Word(Role.Analyst));
        services.AddBearerAuthentication();
        services.AddPipelineDatabase(configuration);
        services.AddAccess();
        services.AddPipelineWriter();
        services.AddEventLog();
        services.AddStalledDealAlerts();
        services.AddPipelineSchema();
        services.AddServerHealth();
        services.AddConnectionLimits();
        services.AddCors();
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
    }

    /// <summary>Before the configuration is read, which may set limits nevertheless.</summary>
    private static void AllowAnyRate(LimitOptions limits)
    {
        (limits.RequestsPerMinute, limits.CostPerMinute) = (0, 0);
        (limits.LastingConnectionsPerCaller, limits.UnknownConnectionsPerAddress) = (0, 0);
    }

    /// <summary>Who works with the schema, by the IDE or by tools, may ask for it.</summary>
    private static void AskRoles(LimitOptions limits)
    {
        limits.Introspection = IntrospectionAccess.Roles;
        limits.IntrospectionRoles = string.Join(',',
            Claim.Word(Role.Analyst), Claim.Word(Role.Integration), Claim.Word(Role.Admin));
    }

    private static void Use(WebApplication app)
    {
        TrustedProxies.Use(app);
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseHttpLogging();
        app.UseSecurityHeaders();
        app.UseGraphQLIde(IdePage.Options(app.Services));
        var crossOrigin = new CrossOrigin(app.Configuration);
        crossOrigin.Use(app);
        app.UseAuthentication();
        app.MapServerHealth();
        app.MapPipelineGraphQL("/graphql", graphQL =>
        {
            graphQL.AllowsOrigin = crossOrigin.Allows;
            graphQL.OpenSchemaDownload = app.Environment.IsDevelopment();
            graphQL.SchemaText = () => SchemaPrinter.Print(app.Services.GetRequiredService<ISchema>());
        });
        app.MapGet("/", () => Results.LocalRedirect("~/graphql/ui/")).ExcludeFromDescription();
    }
}
