namespace ParallelJobs.Queue.Faults;

/// <summary>A place at which a process can be told to fail. Its name in the environment is in lower case with a hyphen: before-lease.</summary>
public enum Failpoint
{
    BeforeLease,
    AfterLease,
    BeforeCompute,
    AfterCompute,
    BeforeCommit,
    AfterCommit,
    BeforeFold,
    AfterFold,
    BeforeMigrate,
    AfterMigrate,
}
