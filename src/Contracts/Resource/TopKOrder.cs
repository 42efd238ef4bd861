namespace ParallelJobs.Contracts.Resource;

/// <summary>Which end of the values a TopK keeps.</summary>
public enum TopKOrder
{
    Largest,
    Smallest,
}
