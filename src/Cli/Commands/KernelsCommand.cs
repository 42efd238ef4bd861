using System.CommandLine;
using ParallelJobs.Cli.Output;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Engine.Kernels;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob kernels</c>: what is builtin, and what a manifest may ask of it.</summary>
internal static class KernelsCommand
{
    public static Command Create()
    {
        var name = new Argument<KernelDescriptor?>("NAME")
        {
            Description = "A kernel, to see its parameters",
            HelpName = "NAME",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = KernelName.Read,
            CompletionSources = { KernelName.Complete },
        };
        var output = CommonOptions.Output();
        var command = new ExampledCommand(
            "kernels", "List the builtin kernels, or describe one.", "pjob kernels", "pjob kernels integrate", "pjob kernels -o json")
        {
            name, output,
        };
        command.SetAction(parsed => Print(parsed.GetValue(name), parsed.GetValue(output)));
        return command;
    }

    private static void Print(KernelDescriptor? kernel, OutputFormat format)
    {
        if (format == OutputFormat.Text)
        {
            Console.Out.Write(kernel is null ? KernelText.Of(BuiltinKernels.Descriptors, Terminal.Ink) : KernelText.Of(kernel, Terminal.Ink));
        }
        else if (kernel is null)
        {
            JsonAnswer.Print(static json => KernelJson.Write(json, BuiltinKernels.Descriptors));
        }
        else
        {
            JsonAnswer.Print(json => KernelJson.Write(json, kernel));
        }
    }
}
