using System.Buffers;
using System.Text;
using System.Text.Json;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Objects;

public sealed class TextConverterTests(ITestOutputHelper output)
{
    private const int Rounds = 2_000;

    [Fact]
    public void Texts_that_are_equal_are_kept_once()
    {
        var (one, other) = (Read("""{"metadata":{"labels":{"app":"web"}}}"""), Read("""{"metadata":{"labels":{"app":"web"}}}"""));

        Assert.Same(one.Metadata.Labels!["app"], other.Metadata.Labels!["app"]);
        Assert.Same(one.Metadata.Labels.Keys.Single(), other.Metadata.Labels.Keys.Single());
    }

    [Fact]
    public void Every_text_comes_through_as_it_is()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            // Few letters and lengths, so that many are alike, many collide, and some are escaped, not ASCII or longer than is remembered.
            var texts = Enumerable.Range(0, 8).Select(_ => Text(random)).Distinct(StringComparer.Ordinal).ToDictionary(key => key, _ => Text(random), StringComparer.Ordinal);
            var sent = new ConfigMap { Data = texts };

            Assert.Equal(texts, Read(JsonSerializer.Serialize(sent, KubernetesJson.Default.ConfigMap)).Data);
        }
    }

    [Fact]
    public void A_text_that_comes_in_two_pieces_is_the_same()
    {
        var json = Encoding.UTF8.GetBytes("""{"metadata":{"name":"in-two-pieces"}}""");
        for (var cut = 1; cut < json.Length; cut++)
        {
            var first = new Piece(json.AsMemory(0, cut));
            var last = first.Append(json.AsMemory(cut));
            var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));

            Assert.Equal("in-two-pieces", JsonSerializer.Deserialize(ref reader, KubernetesJson.Default.ConfigMap)!.Metadata.Name);
        }
    }

    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("{}")]
    public void What_is_no_text_is_refused(string value) =>
        Assert.Throws<JsonException>(() => Read($$$"""{"metadata":{"name":{{{value}}}}}"""));

    [Fact]
    public void Null_is_no_text() => Assert.Null(Read("""{"metadata":{"name":null}}""").Metadata.Name);

    private static ConfigMap Read(string json) => JsonSerializer.Deserialize(json, KubernetesJson.Default.ConfigMap)!;

    private static string Text(Random random)
    {
        ReadOnlySpan<char> letters = ['a', 'b', 'b', 'b', '"', '\n', 'é', '€'];
        var choice = random.Next(4) == 0 ? letters.Length : 2;
        return new string(random.GetItems(letters[..choice], random.Next(20) == 0 ? 130 : random.Next(12)));
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
