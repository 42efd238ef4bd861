using System.Text;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Tests;

public sealed class BadTextTests
{
    private const string Hint = "check indentation, colons and quotes here and in the line before";

    public static TheoryData<string, string, string> Texts => new()
    {
        { "an empty file", "", "job.yaml:1:1: the file is empty; describe a ParallelJob in it" },
        { "nothing but a comment", "# later\n", "job.yaml:1:1: the file is empty; describe a ParallelJob in it" },
        { "two documents", "a: 1\n---\nb: 2\n", "job.yaml:2:1: a second document begins; put each job into a file of its own" },
        { "a list", "[1, 2]", "job.yaml:1:1: the file must hold a map of fields, is a list; begin with apiVersion: paralleljobs.io/v1alpha1" },
        { "a scalar", "hello", "job.yaml:1:1: the file must hold a map of fields, is the string 'hello'; begin with apiVersion: paralleljobs.io/v1alpha1" },
        { "an alias", "a: &x 1\nb: *x\n", "job.yaml:2:4: the alias '*x' is not supported; write the value out" },
        { "a tag", "a: !!binary x\n", "job.yaml:1:4: has the tag 'tag:yaml.org,2002:binary'; remove the tag; quotes make a value a string" },
        { "a tab deep in a mapping", "a: 1\nb:\n  c: 2\nspec:\n\td: 3\n", "job.yaml:5:1: indented with a tab; YAML allows only spaces; two a level" },
        { "a tab", "a:\n\tb: c\n", "job.yaml:2:1: indented with a tab; YAML allows only spaces; two a level" },
        { "a list as a key", "? [a]\n: b\n", "job.yaml:1:3: a list or a map stands where a field's name should; write a name and a colon" },
        { "a map in a line", "a: b: c\n", $"job.yaml:1:5: this is not YAML: While scanning a plain scalar value, found invalid mapping; {Hint}" },
        { "an open quote", "a: 'x\n", $"job.yaml:1:4: this is not YAML: While scanning a quoted scalar, found unexpected end of stream; {Hint}" },
        { "an escape beyond Unicode", "a: \"\\UFFFFFFFF\"\n", "job.yaml:1:15: this is not YAML: an escape or a number here is out of range; rewrite it" },
        { "a NUL", "a: 1\nb: \0 2\n", "job.yaml:2:4: the text holds the control character U+0000; remove it" },
        { "33 levels", new string('[', 34) + new string(']', 34), "job.yaml:1:34: nested deeper than 32 levels; no field of a ParallelJob lies so deep" },
        { "100,000 levels", new string('[', 100_000), "job.yaml:1:34: nested deeper than 32 levels; no field of a ParallelJob lies so deep" },
        {
            "another kind", "apiVersion: batch/v1\nkind: Job\nspec: { nonsense: 1 }\n",
            "job.yaml:1:13: apiVersion: must be paralleljobs.io/v1alpha1, is the string 'batch/v1'; write apiVersion: paralleljobs.io/v1alpha1\n"
            + "job.yaml:2:7: kind: must be ParallelJob, is the string 'Job'; write kind: ParallelJob"
        },
        {
            "no kind", "spec: {}\n",
            "job.yaml:1:1: apiVersion: is missing; add apiVersion: paralleljobs.io/v1alpha1\njob.yaml:1:1: kind: is missing; add kind: ParallelJob"
        },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_that_is_no_manifest_gives_one_clear_error(string what, string text, string errors)
    {
        Assert.NotEmpty(what);
        Assert.Equal(errors, Manifests.Lines(Manifests.Read(text)));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_reported_where_they_stand() =>
        Assert.Equal("job.yaml:2:4: the file is not UTF-8 text; save it as UTF-8", ReadBytes([.. "a: 1\nb: "u8, 0xC3, 0x28, 0x0A]));

    [Fact]
    public void A_byte_order_mark_is_allowed() =>
        Assert.Equal("", ReadBytes([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Manifests.Of("  range: { start: 0, end: 1 }\n  kernel: { name: series }"))]));

    [Fact]
    public void A_file_beyond_the_bound_is_refused_before_it_is_read()
    {
        using var stream = new EndlessStream(canSeek: true);
        Assert.Equal("job.yaml: the file is larger than 1 MiB; put long lists of items into a file of their own and name it in spec.items", ReadStream(stream));
        Assert.Equal(0, stream.BytesRead);
    }

    [Fact]
    public void A_pipe_without_end_is_read_up_to_the_bound_only()
    {
        using var stream = new EndlessStream(canSeek: false);
        Assert.StartsWith("job.yaml: the file is larger than 1 MiB", ReadStream(stream));
        Assert.Equal(ManifestText.MaxBytes + 1, stream.BytesRead);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_like_any_other()
    {
        var result = ManifestReader.ReadFile("no/such/job.yaml", new ManifestContext(TestKernels.All, JobScope.Local));
        Assert.Equal("no/such/job.yaml: there is no such file; name a readable file", Manifests.Lines(result));
    }

    private static string ReadBytes(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return ReadStream(stream);
    }

    private static string ReadStream(Stream stream) =>
        Manifests.Lines(ManifestReader.Read("job.yaml", stream, new ManifestContext(TestKernels.All, JobScope.Either)));

    /// <summary>100 MB of blanks that remembers how many were taken.</summary>
    private sealed class EndlessStream(bool canSeek) : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => canSeek;

        public override bool CanWrite => false;

        public override long Length => canSeek ? 100_000_000 : throw new NotSupportedException();

        public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)' ', offset, count);
            BytesRead += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
