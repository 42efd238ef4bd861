using ParallelJobs.Kubernetes.Configuration;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

/// <summary>A new folder of configuration files; @/ in their texts is its path.</summary>
internal sealed class ConfigFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("config-").FullName;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>As those who replace files under way do it: whole, by renaming.</summary>
    public string Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[$"{file}.new"], text.Replace("@/", $"{Path}/", StringComparison.Ordinal));
        File.Move(this[$"{file}.new"], this[file], overwrite: true);
        return this[file];
    }

    /// <summary>Looked for with these variables, and with this folder as home and as that of the service account.</summary>
    public ConfigEnvironment Environment(params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => variable.Name == name).Value, Path, Path);

    /// <summary>What is wrong, with $ for the path of this folder.</summary>
    public string Error(Func<ClusterConfig> read) =>
        Assert.Throws<ClusterConfigException>(read).Message.Replace(Path, "$", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
