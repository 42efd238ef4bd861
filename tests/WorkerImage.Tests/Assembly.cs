// Most of a fault test's time is waited for: for leases to run out, for servers to come back.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
