using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Kernels;

namespace ParallelJobs.KernelBits;

/// <summary>A job of a builtin kernel as a test writes it down: parameters as <c>name=value</c>.</summary>
public sealed record KernelJob(string Kernel, Int128 Start, Int128 End, params string[] Parameters)
{
    public ReducerName? Reducer { get; init; }

    public KernelDescriptor Descriptor => BuiltinKernels.Find(Kernel)!.Descriptor;

    public KernelRequest Request
    {
        get
        {
            var range = new ItemRange(Start, End);
            var given = Parameters.Select(text => text.Split('=', 2)).Select(pair => new NamedValue { Name = pair[0], Value = pair[1] });
            return new KernelRequest(
                range, Descriptor.DefaultLeafSize, Reducer ?? Descriptor.Reducers[0], KernelArguments.Of(Descriptor, range, given));
        }
    }

    public ILeafKernel Bind() => BuiltinKernels.Find(Kernel)!.Bind(Request);

    public IReadOnlyList<KernelProblem> Problems() => [.. Descriptor.Check(Request)];

    /// <summary>What a newly bound kernel enters for these items.</summary>
    public RecordingPartial Compute(long first, long count)
    {
        var partial = new RecordingPartial();
        Bind().Compute(first, count, partial, CancellationToken.None);
        return partial;
    }

    public override string ToString() => $"{Kernel} [{Start},{End}) {string.Join(' ', Parameters)} {Reducer}";
}
