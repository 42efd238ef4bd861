using System.Reflection;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Validation;
using ParallelJobs.Crd.Tests;

namespace ParallelJobs.Contracts.Tests.Crd;

/// <summary>
/// The CLI and the API server agree about every object that the tests of the CRD have, but for those listed here. What the server says
/// of each is proven there, and is what its folder is called.
/// </summary>
public sealed class AgreementTests
{
    /// <summary>Objects about which they differ, and why.</summary>
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
        // The server takes them, the CLI and the operator do not.
        ["good/edge-given-twice.yaml"] = "comparing each with each costs more than a server grants on 1,025 edges",
        ["good/input-that-is-no-dependency.yaml"] = "CEL cannot take a text apart at a cost that a server grants",
        ["good/kernel-of-ranges-over-items.yaml"] = "kernels are the operator's",
        ["good/limit-below-the-leaf-of-the-program.yaml"] = "the size of a leaf that is not written is the operator's",
        ["good/output-of-a-kernel-that-counts.yaml"] = "a kernel's default reducer is the operator's",
        ["good/priority-without-weights.yaml"] = "looking into 10,000 items costs more than a server grants",
        ["good/reducer-that-the-kernel-cannot-feed.yaml"] = "kernels are the operator's",
        ["good/request-above-its-limit.yaml"] = "CEL compares quantities only since Kubernetes 1.29",
        ["good/text-with-nul.yaml"] = "a pattern on every text for one character",
        ["good/too-many-leaves.yaml"] = "the size of a leaf that is not written is the operator's, and CEL has no numbers of 65 bits",
        ["good/unknown-kernel.yaml"] = "kernels are the operator's",
        ["good/unknown-parameter.yaml"] = "kernels are the operator's",

        // The server refuses them, and the CLI would read them.
        ["bad/change-amount-written-otherwise.yaml"] = "an amount in a map is compared as it is written, number or string",
        ["bad/end-of-2-to-the-63-without-quotes.yaml"] = "a number beyond 64 bits is a fraction to the server's reader of JSON",
    };

    private static readonly string Objects = typeof(AgreementTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "CrdObjects").Value!;

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Objects, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Objects, path))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_CLI_says_of_an_object_what_the_server_says_of_it(string file)
    {
        var errors = ErrorsOf(ObjectFile.Read(Path.Combine(Objects, file)));
        var isTakenByServer = file.StartsWith("good", StringComparison.Ordinal);
        var isDifferent = errors.Count == 0 != isTakenByServer;
        Assert.True(isDifferent == Differences.ContainsKey(file), $"{file}: {(errors.Count == 0 ? "taken" : string.Join('\n', errors))}");
    }

    [Fact]
    public void Every_difference_is_an_object() => Assert.Empty(Differences.Keys.Except(Files.Select(row => row.Data)));

    private static IReadOnlyList<ManifestError> ErrorsOf(ObjectFile file)
    {
        var results = file.Documents.Select(document => Manifests.Read(document, JobScope.Cluster)).ToArray();
        var errors = results.SelectMany(result => result.Errors).ToArray();
        return errors.Length > 0 || !file.IsChange ? errors : Immutability.Check(results[0].Job!.Spec, results[1].Job!.Spec);
    }
}
