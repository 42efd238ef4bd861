namespace ParallelJobs.TestKit.Http;

/// <summary>An answer is not to go on: the web server, to which it is a failure, then ends the connection where it is.</summary>
internal sealed class BrokenConnectionException() : Exception("the answer breaks off here, as the test says");
