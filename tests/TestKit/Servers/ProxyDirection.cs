namespace ParallelJobs.TestKit.Servers;

/// <summary>Where the bytes go that a proxy forwards.</summary>
public enum ProxyDirection
{
    ToServer,
    ToClient,
}
