using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Kernels.Pi;

/// <summary>
/// Pi as the integral of 4/(1+x^2) over [0,1] by the midpoint rule: item i, from 1 to n, is the term 4/(1+((i-1/2)/n)^2), and the
/// sum over n is pi + 1/(12 n^2) + O(1/n^6).
/// </summary>
public sealed class PiKernel : IKernel
{
    /// <summary>Up to here every item is a double.</summary>
    private const long MostTerms = 1L << 53;

    public KernelDescriptor Descriptor { get; } = new()
    {
        Name = "pi",
        Summary = "Pi by the midpoint rule on 4/(1+x^2).",
        Items = "terms 1..n of the sum",
        Revision = 1,
        Parameters =
        [
            new()
            {
                Name = "terms",
                Type = KernelParameterType.Integer,
                Summary = "How many terms the whole sum has; the range may be a part of them.",
                DefaultSummary = "the range's last item",
                DefaultOf = range => Int128.Max(range.End - 1, 1).ToString(),
                Minimum = 1,
                Maximum = MostTerms,
            },
        ],
        Reducers = [ReducerName.Sum],
        DefaultLeafSize = 1 << 20,
        Check = Check,
    };

    public ILeafKernel Bind(KernelRequest request)
    {
        HardwareRequirement.DemandFusedMultiplyAdd(Descriptor.Name);
        return new PiLeaf((long)request.Arguments.Integer("terms"));
    }

    private static IEnumerable<KernelProblem> Check(KernelRequest request)
    {
        var terms = Int128.Min(request.Arguments.Integer("terms"), MostTerms);
        if (request.Range.Start < 1 || request.Range.End - 1 > terms)
        {
            yield return new KernelProblem(
                "range",
                $"items {request.Range} are not all among the {terms} terms, which are numbered from 1",
                $"use a start of at least 1 and an end of at most {terms + 1}, or more terms (at most 2^53)");
        }
    }
}
