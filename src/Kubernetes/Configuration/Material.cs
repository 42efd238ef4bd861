namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>What a field holds, or the file holds that it names: a token, a certificate, a key. Never in any text; where it is from may be.</summary>
internal sealed class Material
{
    private readonly string? _file;
    private readonly byte[]? _content;

    private Material(string origin, string? file, byte[]? content) => (Origin, _file, _content) = (origin, file, content);

    /// <summary>The file and the field, for errors.</summary>
    public string Origin { get; }

    public static Material Of(string origin, byte[] content) => new(origin, file: null, content);

    public static Material OfFile(string origin, string file) => new(origin, file, content: null);

    /// <exception cref="ClusterConfigException">The file cannot be read.</exception>
    public byte[] Read()
    {
        try
        {
            return _content ?? File.ReadAllBytes(_file!);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Error("there is no such file", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Error($"it cannot be read: {exception.Message}", exception);
        }
    }

    public ClusterConfigException Error(string problem, Exception? inner = null) => new($"{Origin}: {problem}", inner);
}
