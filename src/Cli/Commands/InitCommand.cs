using System.CommandLine;
using ParallelJobs.Cli.Output;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Engine.Kernels;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob init</c>: a commented manifest to begin with.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var kernel = new Option<KernelDescriptor?>("--kernel")
        {
            HelpName = "NAME",
            Description = "The kernel that it runs; see 'pjob kernels'",
            CustomParser = KernelName.Read,
            CompletionSources = { KernelName.Complete },
        };
        var command = new ExampledCommand(
            "init", "Print a commented sample manifest.", "pjob init --kernel pi > pi.yaml", "pjob init --kernel primes | pjob run -")
        {
            kernel,
        };
        command.SetAction(parsed => Console.Out.Write(SampleManifest.Of(parsed.GetValue(kernel) ?? BuiltinKernels.All[0].Descriptor)));
        return command;
    }
}
