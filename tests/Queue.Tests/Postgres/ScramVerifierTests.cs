using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Queue.Tests.Postgres;

public sealed class ScramVerifierTests
{
    /// <summary>The example of RFC 7677, section 3: its client proof and server signature follow from these two keys.</summary>
    [Fact]
    public void The_example_of_the_RFC_gives_its_keys() =>
        Assert.Equal(
            "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
            ScramVerifier.Of("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ==")));

    [Fact]
    public void Two_verifiers_of_one_password_share_no_salt() => Assert.NotEqual(ScramVerifier.Of("pencil"), ScramVerifier.Of("pencil"));

    [Theory]
    [InlineData("")]
    [InlineData("pencil\n")]
    [InlineData("Bleistift für alle")]
    public void A_password_that_clients_could_prepare_in_different_ways_is_refused(string password)
    {
        var failure = Assert.Throws<FormatException>(() => ScramVerifier.Of(password));

        Assert.Equal("the worker's password is empty, or has other characters than printable ASCII; choose another one", failure.Message);
    }
}
