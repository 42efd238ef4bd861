using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client;

public sealed class WatchReaderTests
{
    private const string One = """{"type":"ADDED","object":{"metadata":{"name":"one","resourceVersion":"5"}}}""";

    public static TheoryData<string, string> Types => new()
    {
        { "ADDED", nameof(WatchEventType.Added) },
        { "MODIFIED", nameof(WatchEventType.Modified) },
        { "DELETED", nameof(WatchEventType.Deleted) },
        { "BOOKMARK", nameof(WatchEventType.Bookmark) },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_type_of_event_is_known_before_and_after_its_object(string word, string type)
    {
        var before = Decode($$"""{"type":"{{word}}","object":{"metadata":{"name":"one"} } }""")!.Value;
        var after = Decode($$"""{ "object": {"metadata":{"name":"one"},"data":{"type":"ERROR"} }, "type": "{{word}}" }""")!.Value;
        Assert.Equal((type, "one"), (before.Type.ToString(), before.Object.Metadata.Name));
        Assert.Equal((type, "one"), (after.Type.ToString(), after.Object.Metadata.Name));
    }

    [Theory]
    [InlineData("""{"type":"SOMETHING","object":{"metadata":[1,{"a":2}]}}""")]
    [InlineData("""{"object":{"metadata":[1,{"a":2}]},"type":"SOMETHING"}""")]
    [InlineData("""{"object":{}}""")]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("{}")]
    public void An_event_of_no_known_type_is_passed_over(string line) => Assert.Null(Decode(line));

    [Fact]
    public void Fields_beside_type_and_object_are_passed_over() =>
        Assert.Equal("one", Decode("""{"more":{"type":"X","object":[]},"type":"ADDED","x":[1],"object":{"metadata":{"name":"one"}},"y":null}""")!.Value.Object.Metadata.Name);

    [Theory]
    [InlineData("""{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old","details":{"retryAfterSeconds":3}}}""")]
    [InlineData("""{"object":{"kind":"Status","code":410,"reason":"Expired","message":"too old","details":{"retryAfterSeconds":3}},"type":"ERROR"}""")]
    public void An_error_is_the_exception_of_its_status(string line)
    {
        var thrown = Assert.Throws<KubernetesException>(() => Decode(line));
        Assert.Equal((HttpStatusCode.Gone, "Expired", TimeSpan.FromSeconds(3)), (thrown.StatusCode, thrown.Reason, thrown.RetryAfter));
        Assert.Equal("watch the/path: 410 too old", thrown.Message);
    }

    [Theory]
    [InlineData("""{"type":"ERROR","object":{"metadata":{}}}""")]
    [InlineData("""{"type":"ERROR","object":"words"}""")]
    [InlineData("""{"type":"ERROR","object":null}""")]
    public void An_error_without_a_status_is_a_fault_of_the_server(string line)
    {
        var thrown = Assert.Throws<KubernetesException>(() => Decode(line));
        Assert.Equal(HttpStatusCode.InternalServerError, thrown.StatusCode);
        Assert.True(thrown.IsTransient);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("\"ADDED\"")]
    [InlineData("null")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":"one" """)]
    [InlineData("""{"type":"ADDED","object":{"metadata":7}}""")]
    [InlineData("""{"type":7,"object":{}}""")]
    public void What_is_no_event_is_an_exception(string line) => Assert.ThrowsAny<JsonException>(() => Decode(line));

    [Fact]
    public void A_line_in_many_pieces_is_one_event()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"type":"ADDED","object":{"metadata":{"name":"one","labels":{"é":"漢字"}}}}""");
        for (var size = 1; size < bytes.Length; size++)
        {
            var decoded = WatchReader.Decode<ConfigMap>("the/path", Pieces(bytes, size))!.Value;
            Assert.Equal("漢字", decoded.Object.Metadata.Labels!["é"]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Lines_come_as_events_however_the_stream_is_cut(int size)
    {
        var large = One.Replace("one", new string('x', 20_000), StringComparison.Ordinal);
        using var stream = new SmallReads(Encoding.UTF8.GetBytes($"{One}\n{large}\n{One}\n"), size);
        List<int> lengths = [];
        await foreach (var each in WatchReader.ReadAsync<ConfigMap>("the/path", stream, TestContext.Current.CancellationToken))
        {
            lengths.Add(each.Object.Metadata.Name!.Length);
        }

        Assert.Equal([3, 20_000, 3], lengths);
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_no_event_and_no_error()
    {
        using var stream = new SmallReads(Encoding.UTF8.GetBytes($"{One}\n{One}"), 10);
        var count = 0;
        await foreach (var each in WatchReader.ReadAsync<ConfigMap>("the/path", stream, TestContext.Current.CancellationToken))
        {
            count++;
        }

        Assert.Equal(1, count);
    }

    private static WatchEvent<ConfigMap>? Decode(string line) =>
        WatchReader.Decode<ConfigMap>("the/path", new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(line)));

    private static ReadOnlySequence<byte> Pieces(byte[] bytes, int size)
    {
        Piece first = new(bytes.AsMemory(0, size), 0), last = first;
        for (var start = size; start < bytes.Length; start += size)
        {
            last = last.Append(bytes.AsMemory(start, Math.Min(size, bytes.Length - start)));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }

    /// <summary>Gives at most so many bytes at a time.</summary>
    private sealed class SmallReads(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, size)], cancellationToken);
    }
}
