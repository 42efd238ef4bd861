using System.Text.RegularExpressions;
using ParallelJobs.Contracts.Crd;

namespace ParallelJobs.Crd.Tests;

/// <summary>Each rule of the CRD, by objects that keep it and objects that break it.</summary>
[Trait("Requires", "CrdServer")]
public sealed partial class RuleTests(CrdServer server) : IClassFixture<CrdServer>
{
    private const string Objects = "tests/Crd.Tests/objects";

    /// <summary>Of the rules; what else a server says of a bad object are the words of its schemas, of which it says several.</summary>
    private static readonly HashSet<string> Messages = [.. CrdRules.All.Select(rule => rule.Message)];

    public static TheoryData<string> Good => [.. Repository.Manifests($"{Objects}/good")];

    public static TheoryData<string> Bad => [.. Repository.Manifests($"{Objects}/bad")];

    public static TheoryData<string> Examples => [.. Repository.Manifests("examples")];

    [Theory]
    [MemberData(nameof(Good))]
    public async Task A_good_object_is_taken_and_so_is_a_good_change(string path)
    {
        var answer = await ApplyAllAsync(ObjectFile.Read(Repository.PathOf(path)));
        Assert.True(answer.Refusal is null, answer.Refusal);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_is_taken(string path)
    {
        var answer = await ApplyAllAsync(ObjectFile.Read(Repository.PathOf(path)));
        Assert.True(answer.Refusal is null, answer.Refusal);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_object_is_refused_for_what_is_wrong_with_it_and_for_nothing_else(string path)
    {
        var file = ObjectFile.Read(Repository.PathOf(path));
        var answer = await ApplyAllAsync(file);
        Assert.NotNull(answer.Refusal);
        Assert.NotEmpty(file.Expected);
        Assert.All(file.Expected, expected => Assert.Contains(expected, answer.Refusal));
        if (file.Expected.All(Messages.Contains))
        {
            Assert.All(answer.Causes, cause => Assert.Contains(file.Expected, expected => cause.Contains(expected, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Every_rule_is_broken_by_some_object_and_has_a_message_of_its_own()
    {
        var broken = Bad.SelectMany(row => ObjectFile.Read(Repository.PathOf(row.Data)).Expected).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], Messages.Where(message => !broken.Contains(message)));
        Assert.Equal(CrdRules.All.Length, Messages.Count);
    }

    /// <summary>The answer to the last document; those before it are accepted. Nothing stays.</summary>
    private async Task<Answer> ApplyAllAsync(ObjectFile file)
    {
        if (!file.IsChange)
        {
            return await server.CreateAsync(file.Documents[0], isTry: true);
        }

        var created = await server.CreateAsync(file.Documents[0]);
        Assert.True(created.Refusal is null, created.Refusal);
        var metadata = created.Object["metadata"]!;
        var name = (string)metadata["name"]!;
        try
        {
            return await server.ReplaceAsync(name, Metadata().Replace(file.Documents[1], $"metadata: {{ name: {name}, resourceVersion: \"{metadata["resourceVersion"]}\" }}"));
        }
        finally
        {
            await server.DeleteAsync(name);
        }
    }

    [GeneratedRegex(@"^metadata: .*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Metadata();
}
