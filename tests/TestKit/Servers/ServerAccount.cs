namespace ParallelJobs.TestKit.Servers;

/// <summary>Whose process a server is, as arguments of <c>setpriv</c>.</summary>
internal sealed record ServerAccount
{
    private ServerAccount(string? user) => User = user;

    /// <summary>That of the tests.</summary>
    public static ServerAccount Own { get; } = new((string?)null);

    /// <summary>PostgreSQL and PgBouncer refuse to run as root: then it is the user that their packages made.</summary>
    public static ServerAccount Postgres { get; } = Environment.IsPrivilegedProcess ? new("postgres") : Own;

    /// <summary>Null for that of the tests.</summary>
    public string? User { get; }

    public IReadOnlyList<string> Arguments => User is null ? [] : ["--reuid", User, "--regid", User, "--clear-groups"];
}
