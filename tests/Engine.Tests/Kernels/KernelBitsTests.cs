using System.Diagnostics;
using System.Runtime.InteropServices;
using ParallelJobs.KernelBits;

namespace ParallelJobs.Engine.Tests.Kernels;

public sealed class KernelBitsTests
{
    [Fact]
    public void A_process_without_the_widest_registers_makes_the_same_bits()
    {
        var wide = Run(null);
        var narrow = Run("DOTNET_EnableAVX512");

        Assert.NotEqual("512", narrow[0]);
        Assert.Equal(KernelCases.All().Count(), narrow.Length - 1);
        Assert.Equal(wide[1..], narrow[1..]);
    }

    [Fact]
    public void This_process_makes_the_bits_of_another()
    {
        var here = KernelCases.All().Select(one => $"{one.Job} from {one.First}, {one.Count} items: {one.Job.Compute(one.First, one.Count).ToBits()}");

        Assert.Equal(Run(null)[1..], here);
    }

    /// <summary>The lines of the program, with one feature of the processor switched off.</summary>
    private static string[] Run(string? switchedOff)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var host = Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(host, ["exec", typeof(KernelCases).Assembly.Location])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (switchedOff is not null)
        {
            start.Environment[switchedOff] = "0";
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
