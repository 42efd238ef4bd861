// Most of the time is waited for: for pods to start, and to end.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
