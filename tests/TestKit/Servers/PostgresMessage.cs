namespace ParallelJobs.TestKit.Servers;

/// <summary>A message between a client and PostgreSQL.</summary>
/// <param name="Type">As in the manual; <see cref="Opening"/> for those at a connection's beginning, which have none.</param>
/// <param name="Content">Its first bytes.</param>
/// <param name="AsksForEncryption">The server answers with one byte.</param>
internal sealed record PostgresMessage(char Type, byte[] Content, bool AsksForEncryption)
{
    public const char Opening = '\0';

    /// <summary>The client is done, and waits until the server says that it is ready for more.</summary>
    public bool IsRequest => Type is 'Q' or 'S';

    /// <summary>A pool's tidying up, sent together with the next request by Npgsql: no request of the program.</summary>
    public bool IsDiscard => Type == 'Q' && Content.AsSpan().SequenceEqual("DISCARD ALL\0"u8);

    /// <summary>The server has done with a request, and has committed it where it was not in a transaction.</summary>
    public bool IsReady => Type == 'Z';
}
