using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ParallelJobs.TestKit.Servers;

/// <summary>
/// Ports on loopback that nobody listens on. They lie below those that the kernel gives to outgoing connections: while a server is down, a
/// client that tries again and again would else one day be given the server's port as its own, be connected with itself, and keep the
/// server from coming back. Another process may still take the port before the server does, so whoever starts a server tries again.
/// </summary>
public static class FreePort
{
    private const int Lowest = 10_240;
    private const int Attempts = 1_000;
    private static readonly int FirstOutgoing = ReadFirstOutgoing();

    public static int Next()
    {
        for (var attempt = 0; FirstOutgoing > Lowest && attempt < Attempts; attempt++)
        {
            if (Bind(Random.Shared.Next(Lowest, FirstOutgoing)) is { } port)
            {
                return port;
            }
        }

        // Nothing lies below: let the kernel choose.
        return Bind(0) ?? throw new InvalidOperationException("the kernel has no free port on 127.0.0.1");
    }

    private static int? Bind(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return null;
        }
    }

    private static int ReadFirstOutgoing() =>
        int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t', ' ')[0], CultureInfo.InvariantCulture);
}
