using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PipelineGraph.Server.Tests.Hardening.Faults;

/// <summary>Stands before a server, and can fall over.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _host;
    private readonly int _port;
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly Task _accepting;
    private volatile bool _isDown;

    public TcpProxy(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts all connections, and takes no others.</summary>
    public void Fall()
    {
        _isDown = true;
        foreach (var client in _open) client.Dispose();
    }

    public void Rise() => _isDown = false;

    public async ValueTask DisposeAsync()
    {
        Fall();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        _open.Add(client);
        using (client)
        {
            if (_isDown) return;

            await server.ConnectAsync(_host, _port);
            _open.Add(server);
            var (near, far) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
        }
    }
}
