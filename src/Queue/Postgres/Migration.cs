using System.Globalization;
using System.Reflection;

namespace ParallelJobs.Queue.Postgres;

/// <summary>One step of the schema: the text of a file <c>NNNN_name.sql</c>.</summary>
/// <param name="Number">By which it is known; the order of application.</param>
/// <param name="Name">The file's, without its ending; for people.</param>
/// <param name="LeastProgram">Older programs do not work with a schema that has this step.</param>
internal sealed record Migration(int Number, string Name, Version LeastProgram, string Sql)
{
    private const string Ending = ".sql";
    private const string Header = "-- min_program_version:";

    /// <summary>Those in this assembly, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load(typeof(Migration).Assembly);

    /// <exception cref="FormatException">The name has no number, or the text no valid header line.</exception>
    public static Migration Parse(string file, string text)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var number = name.Split('_')[0];
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            throw new FormatException($"the migration {file} has no number; name it NNNN_name.sql");
        }

        var header = text.Split('\n').FirstOrDefault(line => line.StartsWith(Header, StringComparison.Ordinal)) ?? "";
        return Version.TryParse(header.AsSpan(Math.Min(Header.Length, header.Length)).Trim(), out var least)
            ? new Migration(parsed, name, least, text)
            : throw new FormatException($"the migration {file} does not say which program it needs; add a line '{Header} 1.2.3'");
    }

    private static List<Migration> Load(Assembly assembly) =>
        [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => Parse(name, Read(assembly, name)))
            .OrderBy(one => one.Number)];

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
