namespace ParallelJobs.Queue.Postgres.Connections;

/// <summary>
/// A connection URI, cut into its percent-decoded parts. Nothing of it is repeated in an error but names of parameters: where a password was
/// not encoded, a piece of it could stand anywhere.
/// </summary>
/// <param name="Hosts">As many as <paramref name="Ports"/>; an empty one says nothing.</param>
internal sealed record UriParts(
    string User,
    string Password,
    IReadOnlyList<string> Hosts,
    IReadOnlyList<string> Ports,
    string Database,
    IReadOnlyDictionary<string, string> Parameters)
{
    private const string Form = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE?PARAMETER=VALUE";

    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    /// <exception cref="FormatException">It is no such URI.</exception>
    public static UriParts Split(string uri)
    {
        var (location, query) = Cut(AfterScheme(uri.Trim()), '?');
        var (authority, database) = Cut(location, '/');
        if (database.Contains('@') || query.Contains('@') || authority.Count(one => one == '@') > 1)
        {
            throw new FormatException(
                "the queue's URI has an '@' in a name or a password; write it as %40, and '/' as %2F, '?' as %3F, '&' as %26, '%' as %25");
        }

        var at = authority.IndexOf('@', StringComparison.Ordinal);
        var (user, password) = Cut(at < 0 ? "" : authority[..at], ':');
        var hosts = authority[(at + 1)..].Split(',').Select(HostAndPort).ToList();
        return new UriParts(
            PercentEncoding.Decode(user, "the user"),
            PercentEncoding.Decode(password, "the password"),
            [.. hosts.Select(one => PercentEncoding.Decode(one.Host, "a host"))],
            [.. hosts.Select(one => PercentEncoding.Decode(one.Port, "a port"))],
            PercentEncoding.Decode(database, "the database"),
            QueryParameters.Read(query));
    }

    private static string AfterScheme(string uri)
    {
        var scheme = Schemes.FirstOrDefault(one => uri.StartsWith(one, StringComparison.Ordinal));
        return scheme is not null ? uri[scheme.Length..]
            : throw new FormatException(
                uri.Length == 0 ? $"the queue's URI is empty; write {Form}" : $"the queue's URI does not begin with postgresql://; write {Form}");
    }

    /// <summary>An IPv6 address stands in brackets, since it has colons itself.</summary>
    private static (string Host, string Port) HostAndPort(string text)
    {
        if (!text.StartsWith('['))
        {
            return Cut(text, ':');
        }

        var end = text.IndexOf(']', StringComparison.Ordinal);
        return end > 1 && (end + 1 == text.Length || text[end + 1] == ':')
            ? (text[1..end], end + 1 == text.Length ? "" : text[(end + 2)..])
            : throw new FormatException("the queue's URI has a host that begins with '[' and is no IPv6 address in brackets; write [2001:db8::1]:5432");
    }

    private static (string Before, string After) Cut(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }
}
