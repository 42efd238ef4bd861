using System.Globalization;

namespace ParallelJobs.TestKit.Servers;

/// <summary>Where PostgreSQL's programs are: the newest of Debian's, whose folder is not in PATH; else what PATH has.</summary>
internal static class PostgresPrograms
{
    private const string Debian = "/usr/lib/postgresql";

    private static readonly string Folder = Directory.Exists(Debian)
        ? Directory.EnumerateDirectories(Debian)
            .Where(version => File.Exists(Path.Combine(version, "bin", "postgres")))
            .MaxBy(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0) is { } newest
                ? Path.Combine(newest, "bin")
                : ""
        : "";

    public static string Initdb => Path.Combine(Folder, "initdb");

    public static string Postgres => Path.Combine(Folder, "postgres");
}
