using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using PipelineGraph.Engine.Errors;

namespace PipelineGraph.Server.Access;

/// <summary>
/// Changed keys and other settings of tokens take effect without a restart, but only such as the server would start
/// with: else those before stay, and the log says why.
/// </summary>
internal sealed partial class BearerReload : IOptionsChangeTokenSource<JwtBearerOptions>, IDisposable
{
    private readonly IConfigurationSection _settings;
    private readonly IOptionsFactory<JwtBearerOptions> _factory;
    private readonly ILogger<BearerReload> _logger;
    private readonly IDisposable _watch;
    private readonly Lock _turn = new();
    private string _seen;
    private ConfigurationReloadToken _changed = new();

    public BearerReload(
        IConfiguration configuration, IOptionsFactory<JwtBearerOptions> factory, ILogger<BearerReload> logger)
    {
        (_settings, _factory, _logger) = (configuration.GetSection(BearerAuthentication.Section), factory, logger);
        _seen = Read();
        _watch = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    public string Name => JwtBearerDefaults.AuthenticationScheme;

    public IChangeToken GetChangeToken() => _changed;

    public void Dispose() => _watch.Dispose();

    private void Reload()
    {
        lock (_turn)
        {
            // Any file of settings may have changed, and one change is often told twice.
            var now = Read();
            if (now == _seen) return;

            _seen = now;
            try
            {
                BearerAuthentication.Check(_factory.Create(Name));
            }
            catch (Exception fault)
            {
                LogKept(LogText.Line(fault.Message));
                return;
            }

            LogChanged();
            Interlocked.Exchange(ref _changed, new ConfigurationReloadToken()).OnReload();
        }
    }

    private string Read()
        => string.Join('\n', _settings.AsEnumerable().Select(setting => $"{setting.Key}={setting.Value}"));

    [LoggerMessage(LogLevel.Information, "The settings of tokens have changed.")]
    private partial void LogChanged();

    [LoggerMessage(LogLevel.Error, "The settings of tokens have changed, and are not used: {Fault}")]
    private partial void LogKept(string fault);
}
