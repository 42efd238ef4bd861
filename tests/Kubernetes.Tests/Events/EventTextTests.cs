using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Kubernetes.Tests.Controllers.Model;

namespace ParallelJobs.Kubernetes.Tests.Events;

public sealed partial class EventTextTests(ITestOutputHelper output)
{
    private const string Suffix = "08dd29f0a7b0c000f";

    [Theory]
    [InlineData("", "")]
    [InlineData("short", "short")]
    [InlineData("1024 * a", "1024 * a")]
    [InlineData("1025 * a", "1021 * a + …")]
    [InlineData("512 * ä", "512 * ä")]
    [InlineData("513 * ä", "510 * ä + …")]
    [InlineData("256 * 😀", "256 * 😀")]
    [InlineData("257 * 😀", "255 * 😀 + …")]
    public void A_note_is_cut_between_characters(string text, string expected) =>
        Assert.Equal(Written(expected), EventText.Note(Written(text)));

    [Fact]
    public void Any_text_makes_a_note_that_fits_and_begins_as_it_does()
    {
        var text = Gen.Choose(0, 2000).SelectMany(length => Gen.ListOf(Gen.Elements('a', 'ä', '€', '\ud83d', '\ude00', '\n'), length));
        Samples.Check(output, count: 500, Arb.From(text.Select(letters => new string([.. letters]))), letters =>
        {
            var note = EventText.Note(letters);
            Assert.InRange(Encoding.UTF8.GetByteCount(note), 0, 1024);
            Assert.True(note == letters || Encoding.UTF8.GetByteCount(note) >= 1024 - 3);
            Assert.StartsWith(note == letters ? note : note[..^1], letters, StringComparison.Ordinal);
            return Task.CompletedTask;
        });
    }

    [Theory]
    [InlineData("sum", "sum." + Suffix)]
    [InlineData("sum.of-squares", "sum.of-squares." + Suffix)]
    [InlineData("system:Node", "system-node." + Suffix)]
    [InlineData("-a-..b.-", "a.b." + Suffix)]
    [InlineData("ä", Suffix)]
    [InlineData("", Suffix)]
    [InlineData(null, Suffix)]
    public void A_name_is_that_of_the_object_and_a_suffix(string? name, string expected) =>
        Assert.Equal(expected, EventText.Name(name, Suffix));

    [Fact]
    public void Any_name_makes_a_name_of_an_event()
    {
        var name = Gen.Choose(0, 300).SelectMany(length => Gen.ListOf(Gen.Elements('a', 'z', '0', '.', '-', 'A', 'ä', ':', '/'), length));
        Samples.Check(output, count: 500, Arb.From(name.Select(letters => new string([.. letters]))), letters =>
        {
            var made = EventText.Name(letters, Suffix);
            Assert.InRange(made.Length, 1, 253);
            Assert.Matches(Subdomain, made);
            Assert.EndsWith(Suffix, made, StringComparison.Ordinal);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void A_name_is_as_long_as_it_may_be()
    {
        Assert.Equal(253, EventText.Name(new string('a', 253), Suffix).Length);
        // Cut after the dot, which goes too.
        Assert.Equal(253 - 1, EventText.Name($"{new string('a', 253 - 1 - Suffix.Length - 1)}.bb", Suffix).Length);
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Subdomain { get; }

    /// <summary>"3 * a + b" is "aaab".</summary>
    private static string Written(string pattern) => string.Concat(pattern.Split(" + ")
        .Select(part => part.Split(" * ") is [var count, var text] ? string.Concat(Enumerable.Repeat(text, int.Parse(count))) : part));
}
