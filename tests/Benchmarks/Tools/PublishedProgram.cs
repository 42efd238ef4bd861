using System.Runtime.InteropServices;
using ParallelJobs.Benchmarks.Measures;

namespace ParallelJobs.Benchmarks.Tools;

/// <summary>The product as a user has it: <c>pjob</c>, published in Release. Published once in a run of the benchmark, for one caller at a time.</summary>
internal static class PublishedProgram
{
    private static Task<string>? _published;

    /// <summary>The path of the program.</summary>
    /// <exception cref="MeasureFailedException">It does not build.</exception>
    public static Task<string> PublishAsync(CancellationToken cancellationToken) => _published ??= BuildAsync(cancellationToken);

    private static async Task<string> BuildAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Folders.Cache, "pjob");
        string[] arguments =
        [
            "publish", Path.Combine(Folders.Repository, "src", "Cli"),
            "-c", "Release",
            "-r", RuntimeInformation.RuntimeIdentifier,
            "--no-self-contained",
            "-p:PublishReadyToRun=true",

            // Apart from the tree's own build, whose lock files know no runtime identifier.
            "--artifacts-path", Path.Combine(Folders.Cache, "build"),
            "-p:NuGetLockFilePath=obj/publish.lock.json",
            "-o", folder,
            "--nologo", "-v", "quiet",
        ];
        (await Programs.RunAsync("dotnet", arguments, cancellationToken)).Demand();
        return Path.Combine(folder, "pjob");
    }
}
