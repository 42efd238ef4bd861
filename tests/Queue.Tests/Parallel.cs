// Tests of faults wait for leases to run out: that they do beside each other, and beside all others.
[assembly: CollectionBehavior(MaxParallelThreads = 8)]
