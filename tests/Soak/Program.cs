using ParallelJobs.Soak;

if (SoakOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine("usage: soak [--minutes N] [--seed N]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var verdict = await SoakRun.RunAsync(options, Console.Out, stop.Token);
Console.WriteLine(verdict.Text);
return verdict.Passed ? 0 : 1;
