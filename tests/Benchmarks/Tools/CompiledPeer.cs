using System.Security.Cryptography;
using ParallelJobs.Benchmarks.Measures;

namespace ParallelJobs.Benchmarks.Tools;

/// <summary>The peer in C++, compiled when its source or the compiler's options have changed.</summary>
internal static class CompiledPeer
{
    private static readonly string[] Options = ["-O3", "-march=native", "-ffast-math", "-fopenmp"];

    /// <summary>The path of the program.</summary>
    /// <exception cref="MeasureFailedException">There is no compiler, or it refused.</exception>
    public static async Task<string> BuildAsync(CancellationToken cancellationToken)
    {
        var source = Folders.Peer("kernels.cpp");
        var text = string.Join(' ', Options) + await File.ReadAllTextAsync(source, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..16];
        var program = Path.Combine(Folders.Cache, $"kernels-{hash}");
        if (!File.Exists(program))
        {
            (await Programs.RunAsync("g++", [.. Options, source, "-o", program], cancellationToken)).Demand();
        }

        return program;
    }
}
