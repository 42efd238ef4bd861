namespace ParallelJobs.Queue.Faults;

/// <summary>How a process fails at a failpoint.</summary>
public enum FailpointAction
{
    None,

    /// <summary>It kills itself by SIGKILL.</summary>
    Kill,

    /// <summary>It stops itself by SIGSTOP, until somebody sends SIGCONT.</summary>
    Stop,

    /// <summary>
    /// It loses its connection to the database. Before a request: the request is never sent. After it: the request is carried out, and its
    /// reply is lost.
    /// </summary>
    Disconnect,
}
