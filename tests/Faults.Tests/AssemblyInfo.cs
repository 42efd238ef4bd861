// A fault of the cluster or of the machine is a fault of every test that runs meanwhile.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
