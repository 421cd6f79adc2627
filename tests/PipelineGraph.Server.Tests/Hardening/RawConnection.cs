using System.Net.Sockets;
using System.Text;

namespace PipelineGraph.Server.Tests.Hardening;

/// <summary>A client that sends bytes as it likes.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client = new();

    public static async Task<RawConnection> OpenAsync(RunningServer server)
    {
        var connection = new RawConnection();
        var address = server.Client.BaseAddress!;
        await connection._client.ConnectAsync(address.Host, address.Port).WaitAsync(Patience);
        return connection;
    }

    public async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Waits for an answer to begin.</summary>
    public Task AnswerAsync() => _client.GetStream().ReadExactlyAsync(new byte[1]).AsTask().WaitAsync(Patience);

    /// <summary>Sends byte by byte until the server has had enough.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> DripAsync(char one, TimeSpan pause)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            while (_client.Client.Connected && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await SendAsync(one.ToString());
                await Task.Delay(pause);
            }
        }
        catch (IOException)
        {
            // It has.
        }

        return TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>All that comes until the server closes.</summary>
    public async Task<string> RestAsync()
    {
        using var reader = new StreamReader(_client.GetStream(), Encoding.Latin1, leaveOpen: true);
        try
        {
            return await reader.ReadToEndAsync().WaitAsync(Patience);
        }
        catch (IOException)
        {
            return "";   // reset
        }
    }

    public void Dispose() => _client.Dispose();
}
