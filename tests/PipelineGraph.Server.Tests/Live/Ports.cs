using System.Net;
using System.Net.Sockets;

namespace PipelineGraph.Server.Tests.Live;

/// <summary>Ports for servers that come back.</summary>
internal static class Ports
{
    private const int First = 20_000, Last = 29_999;   // where the system takes none for clients meanwhile

    /// <summary>One that nobody listens on.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last + 1);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
