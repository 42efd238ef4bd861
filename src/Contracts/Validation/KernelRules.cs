using System.Collections.Immutable;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Manifest;

namespace ParallelJobs.Contracts.Validation;

/// <summary>The builtin function: known, its parameters right by themselves, and last whether it can do what it is asked.</summary>
internal static class KernelRules
{
    public static readonly ImmutableArray<Rule> All =
    [
        new(["spec.kernel.name"], IsKnown),
        new(["spec.kernel.name", "spec.range", "spec.items"], TakesWork),
        new(["spec.kernel"], ParametersFit),
    ];

    /// <summary>What the kernel itself says, when everything that it looks at is right.</summary>
    public static readonly ImmutableArray<Rule> Last =
    [
        new(["spec.kernel", "spec.range", "spec.items", "spec.leafSize", "spec.reduce"], CanBeDone),
    ];

    private static IEnumerable<Problem> IsKnown(RuleInput input)
    {
        if (input.Spec.Kernel is not { } kernel || input.Kernel is not null)
        {
            yield break;
        }

        var names = input.Kernels.Select(known => known.Name).ToArray();
        yield return new Problem(
            "spec.kernel.name",
            $"there is no kernel {Wording.Quote(kernel.Name)}",
            Wording.Suggest(kernel.Name, names, $"kernels are {Wording.List(names)}"));
    }

    private static IEnumerable<Problem> TakesWork(RuleInput input) => input.Kernel switch
    {
        { TakesItems: true } when input.Spec.Range is not null =>
            [new Problem(
                "spec.range",
                $"the kernel {input.Kernel.Name} takes a list of items: {input.Kernel.Items}",
                "give spec.items in place of range")],
        { TakesItems: false } when input.Spec.Items is not null =>
            [new Problem(
                "spec.items",
                $"the kernel {input.Kernel.Name} takes a range of numbers: {input.Kernel.Items}",
                "give spec.range in place of items")],
        _ => [],
    };

    private static IEnumerable<Problem> ParametersFit(RuleInput input)
    {
        if (input.Kernel is not { } kernel)
        {
            yield break;
        }

        var names = kernel.Parameters.Select(parameter => parameter.Name).ToArray();
        foreach (var given in input.Spec.Kernel?.Parameters ?? [])
        {
            var path = $"spec.kernel.parameters[{Wording.Plain(given.Name)}]";
            if (kernel.Parameters.FirstOrDefault(known => known.Name == given.Name) is not { } parameter)
            {
                var otherwise = names.Length == 0 ? "remove it; the kernel has no parameters" : $"its parameters are {Wording.List(names)}";
                yield return new Problem(
                    $"{path}.name",
                    $"the kernel {kernel.Name} has no parameter {Wording.Quote(given.Name)}",
                    Wording.Suggest(given.Name, names, otherwise));
            }
            else if (ParameterCheck.Find(parameter, given.Value) is { } wrong)
            {
                yield return new Problem($"{path}.value", wrong.Message, wrong.Fix);
            }
        }
    }

    private static IEnumerable<Problem> CanBeDone(RuleInput input)
    {
        if (input.Kernel is not { } kernel || RangeOf(input) is not { } range)
        {
            return [];
        }

        var arguments = KernelArguments.Of(kernel, range, input.Spec.Kernel?.Parameters ?? []);
        return kernel.Check(new KernelRequest(range, input.LeafSize, input.Reducer, arguments))
            .Select(problem => new Problem(PathOf(problem.Field), problem.Message, problem.Fix));
    }

    /// <summary>Entries of a list are counted from 0.</summary>
    private static ItemRange? RangeOf(RuleInput input) =>
        input.Spec.Range ?? (input.ItemCount is { } count ? new ItemRange(0, count) : null);

    private static string PathOf(string field) =>
        field.StartsWith("parameters[", StringComparison.Ordinal) ? $"spec.kernel.{field}" : $"spec.{field}";
}
