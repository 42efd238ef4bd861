using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ParallelJobs.Queue.Postgres.Connections;

/// <summary>One host or several to try in turn, each with a port; a path is the folder of a Unix socket.</summary>
internal static class HostList
{
    private const int DefaultPort = 5432;

    /// <exception cref="FormatException">There is none, or one that cannot be.</exception>
    public static void Enter(NpgsqlConnectionStringBuilder settings, IReadOnlyList<string> hosts, IReadOnlyList<string> ports)
    {
        if (ports.Count != 1 && ports.Count != hosts.Count)
        {
            throw new FormatException($"the queue's URI has {hosts.Count} hosts and {ports.Count} ports; give one port for all, or one for each");
        }

        if (hosts.Count == 1)
        {
            settings.Host = Checked(hosts[0]);
            settings.Port = PortOf(ports[0]);
            return;
        }

        settings.Host = string.Join(
            ',', hosts.Select((host, i) => $"{Bracketed(Checked(host))}:{PortOf(ports[ports.Count == 1 ? 0 : i])}"));
    }

    /// <summary>An IPv6 address in brackets, anything else as it is.</summary>
    public static string Bracketed(string host) => host.Contains(':') ? $"[{host}]" : host;

    // A colon or a comma inside of a host would be taken apart again further down.
    private static string Checked(string host)
    {
        if (host.Length == 0)
        {
            throw new FormatException(
                "the queue's URI names no host; write postgresql://USER@HOST/DATABASE, or add host=/FOLDER of the server's Unix socket");
        }

        var isAddress = IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        var isSocket = host[0] is '/' or '@';
        var forbidden = host.Any(one => char.IsControl(one) || one == ',' || (one == ':' && !isAddress) || (!isSocket && one is ' ' or '/' or '@'));
        return forbidden
            ? throw new FormatException(
                "the queue's URI has a host that is no name, no address and no path of a socket;"
                + " a password before it must be percent-encoded (':' as %3A, '/' as %2F, '@' as %40)")
            : host;
    }

    private static int PortOf(string text) =>
        text.Length == 0 ? DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue ? port
        : throw new FormatException($"the queue's URI has a port that is not a whole number from 1 to {ushort.MaxValue}");
}
