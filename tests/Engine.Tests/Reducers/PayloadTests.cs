using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Tests.Reducers;

/// <summary>Bytes from elsewhere: they are a partial in its canonical form, or they are refused.</summary>
public sealed class PayloadTests
{
    public static TheoryData<string> Names => [.. ReducerCases.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_truncation_and_every_extension_is_refused(string name)
    {
        var reducer = ReducerCases.Create(name);
        var payload = Payload(reducer, new Random(7));
        for (var length = 0; length < payload.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => reducer.Read(payload.AsSpan(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => reducer.Read([.. payload, 0]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_partial_of_another_reducer_is_refused(string name)
    {
        var payload = Bytes.Of(ReducerCases.Create(name).NewPartial());
        foreach (var other in ReducerCases.Names.Where(other => other.Split(' ')[0] != name.Split(' ')[0]))
        {
            Assert.Throws<InvalidDataException>(() => ReducerCases.Create(other).Read(payload));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_bytes_are_refused_or_are_the_canonical_form_of_what_they_say(string name)
    {
        var random = new Random(8);
        var reducer = ReducerCases.Create(name);
        for (var round = 0; round < 3000; round++)
        {
            var payload = Damaged(random, Payload(reducer, random));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var partial = ReadOrNull(reducer, payload);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
            if (partial is not null)
            {
                Assert.Equal(payload, Bytes.Of(partial));
                FinishOrRefuse(reducer, partial);
            }
        }
    }

    [Theory]
    [InlineData("Sum", "0153" + "00" + "01000000" + "00" + "000000", true)]
    [InlineData("Sum", "0153" + "02" + "01000000" + "00" + "000000", false)]
    [InlineData("Sum", "0153" + "00" + "02000000" + "0000" + "000000", false)]
    [InlineData("Sum", "0153" + "00" + "00000000" + "000000", false)]
    [InlineData("Sum", "0153" + "00" + "FFFFFFFF" + "00" + "000000", false)]
    [InlineData("Sum", "0153" + "00" + "01000000" + "00" + "00000101000000", false)]
    [InlineData("Sum", "0153" + "01" + "01000000" + "00" + "00000101000000", true)]
    [InlineData("Sum", "0153" + "01" + "01000000" + "00" + "00000100000000", false)]
    [InlineData("Sum", "0153" + "01" + "01000000" + "00" + "010000", false)]
    [InlineData("Sum", "0153" + "01" + "01000000" + "00" + "000100", false)]
    [InlineData("Sum", "0153" + "01" + "01000000" + "00" + "00460101000000", true)]
    [InlineData("Sum", "0153" + "01" + "01000000" + "00" + "00470101000000", false)]
    [InlineData("Sum", "0253" + "00" + "01000000" + "00" + "000000", false)]
    [InlineData("Count", "0143" + "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F", true)]
    [InlineData("Count", "0143" + "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", false)]
    [InlineData("Max", "0158" + "01" + "0700000000000000" + "00" + "000000000000F03F", true)]
    [InlineData("Max", "0158" + "01" + "0700000000000000" + "00" + "0000000000000080", false)]
    [InlineData("Max", "0158" + "01" + "0700000000000000" + "00" + "010000000000F07F", false)]
    [InlineData("Max", "0158" + "02" + "0700000000000000" + "00" + "000000000000F03F", false)]
    [InlineData("Max", "0158" + "01" + "0700000000000000" + "02" + "000000000000F03F", false)]
    [InlineData("TopK largest", "014B" + "FFFFFFFF", false)]
    [InlineData("TopK largest", "014B" + "06000000", false)]
    [InlineData("TopK largest", "014B" + "02000000" + "0100000000000000" + "010100000002" + "0000000000000000" + "010100000001", true)]
    [InlineData("TopK largest", "014B" + "02000000" + "0100000000000000" + "010100000001" + "0000000000000000" + "010100000001", false)]
    public void Only_the_canonical_form_is_accepted(string name, string hex, bool accepted)
    {
        var partial = ReadOrNull(ReducerCases.Create(name), Convert.FromHexString(hex));
        Assert.Equal(accepted, partial is not null);
    }

    private static byte[] Payload(IReducer reducer, Random random)
    {
        var partial = reducer.NewPartial();
        foreach (var observation in Observation.Many(random, random.Next(8), finite: random.Next(2) == 0))
        {
            observation.EnterInto(partial);
        }

        return Bytes.Of(partial);
    }

    /// <summary>Some bytes changed, most often to an extreme, and sometimes the end cut off or made of garbage.</summary>
    private static byte[] Damaged(Random random, byte[] payload)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            payload[random.Next(payload.Length)] = random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)random.Next(256) };
        }

        var kept = payload[..random.Next(1, payload.Length + 1)];
        var garbage = new byte[random.Next(16)];
        random.NextBytes(garbage);
        return random.Next(4) switch { 0 => kept, 1 => [.. kept, .. garbage], _ => payload };
    }

    private static IPartial? ReadOrNull(IReducer reducer, byte[] payload)
    {
        try
        {
            return reducer.Read(payload);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Moments of a mean can each be well formed and yet belong to no sample, which shows only at the end.</summary>
    private static void FinishOrRefuse(IReducer reducer, IPartial partial)
    {
        try
        {
            reducer.Finish(partial, ResultScale.One);
        }
        catch (InvalidDataException) when (partial is MeanPartial)
        {
            Assert.False(partial.IsEmpty);
        }
    }
}
