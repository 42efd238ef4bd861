using System.Collections.Immutable;

namespace ParallelJobs.Engine.Workers;

/// <summary>Finds values by the names of <see cref="WorkerVariables"/>, and remembers what was wrong with them. For one reading, by one thread.</summary>
internal sealed class WorkerEnvironment(Func<string, string?> environment)
{
    // A URI, a uid, a secret, a number: what is longer is another file.
    private const int MostBytes = 64 * 1024;

    private readonly ImmutableArray<string>.Builder _problems = ImmutableArray.CreateBuilder<string>();

    public ImmutableArray<string> Problems => _problems.ToImmutable();

    public void Report(string problem) => _problems.Add(problem.ReplaceLineEndings(" "));

    /// <summary>The value and where it stands: the variable, the file that its <c>_FILE</c> names, or the file of the folder.</summary>
    /// <param name="name">Of the variable.</param>
    /// <param name="fallback">Path of the file that has it otherwise.</param>
    public SourcedValue? Find(string name, string? fallback = null)
    {
        var (value, file) = (Value(name), Value(name + "_FILE"));
        if (value is not null && file is not null)
        {
            Report($"{name}: is set beside {name}_FILE; keep one of them");
            return SourcedValue.Broken;
        }

        return value is not null ? new SourcedValue(name, value.Trim())
            : file is not null ? Content($"{name}_FILE", file)
            : fallback is not null ? Content(WorkerVariables.Config, fallback)
            : null;
    }

    /// <summary>The same, reported where it is missing.</summary>
    /// <param name="name">Of the variable.</param>
    /// <param name="fallback">Path of the file that has it otherwise.</param>
    /// <param name="what">What to set it to.</param>
    public SourcedValue Require(string name, string? fallback, string what)
    {
        if (Find(name, fallback) is { } found)
        {
            return found;
        }

        Report($"{name}: is not set; set it, or {name}_FILE, to {what}");
        return SourcedValue.Broken;
    }

    /// <summary>What is wrong with a file that could not be read.</summary>
    /// <param name="source">Variable and path, for the message.</param>
    /// <param name="path">The file.</param>
    /// <param name="failure">What came of trying.</param>
    public static string Unreadable(string source, string path, Exception failure) =>
        failure is FileNotFoundException or DirectoryNotFoundException ? $"{source}: there is no such file; name a readable one"

        // The system says that access to it is denied, whoever asks.
        : Directory.Exists(path) ? $"{source} is a directory; name a file"
        : $"{source} cannot be read: {failure.Message.TrimEnd('.')}; name a readable file";

    private string? Value(string name) => environment(name) is { Length: > 0 } value ? value : null;

    private SourcedValue Content(string variable, string path)
    {
        var source = $"{variable}: {path}";
        try
        {
            using var reader = new StreamReader(path);
            var buffer = new char[MostBytes + 1];
            var text = new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
            if (text.Length is > 0 and < MostBytes)
            {
                return new SourcedValue(source, text);
            }

            Report(text.Length == 0 ? $"{source} is empty; write the value into it" : $"{source} is longer than {MostBytes} characters; name the right file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Report(Unreadable(source, path, e));
        }

        return SourcedValue.Broken;
    }
}
