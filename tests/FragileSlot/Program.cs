using System.Globalization;
using ParallelJobs.Engine.Slots;
using ParallelJobs.FragileSlot;

// A slot's process that kills itself, with the signal that cannot be caught, after a random number of answers and in the middle of one.
// usage: fragile-slot SEED LEAST MOST
var (seed, least, most) = (Number(0), Number(1), Number(2));
var answers = new Random(HashCode.Combine(seed, Environment.ProcessId)).Next(least, most + 1);
using var output = new DyingStream(Console.OpenStandardOutput(), answers);
Console.SetOut(Console.Error);
SlotProcess.Run(Console.OpenStandardInput(), output);

int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);
