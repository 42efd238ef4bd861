using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ParallelJobs.Cli.Output;
using ParallelJobs.Contracts.Manifest;

namespace ParallelJobs.Cli.Commands;

/// <summary>Arguments and options that several commands have, each with errors that say what would be right.</summary>
internal static class CommonOptions
{
    public static Argument<string> File()
    {
        var file = new Argument<string>("FILE") { Description = "A ParallelJob manifest in YAML or JSON; - reads it from stdin" };
        file.Validators.Add(RefuseOptions);
        return file;
    }

    /// <summary>The parser takes an option that it does not know for a file.</summary>
    public static void RefuseOptions(ArgumentResult files)
    {
        if (files.Tokens.FirstOrDefault(token => CommandLineError.LooksLikeOption(token.Value)) is { } option)
        {
            files.AddError($"unknown option '{option.Value}'");
        }
    }

    public static Option<string[]> Set() => new("--set")
    {
        HelpName = "PATH=VALUE",
        Description = "Set a field of the manifest, such as spec.range.end=1000 or spec.kernel.parameters.terms=1000; repeatable",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = static _ => [],
    };

    public static Option<OutputFormat> Output()
    {
        var option = Choice("--output", "FORMAT", "How to print the answer", ("text", OutputFormat.Text), ("json", OutputFormat.Json));
        option.Aliases.Add("-o");
        return option;
    }

    /// <summary>One of a few words; case does not count.</summary>
    public static Option<T> Choice<T>(string name, string helpName, string description, params (string Word, T Value)[] choices)
    {
        var words = choices.Select(choice => choice.Word).ToArray();
        var option = new Option<T>(name)
        {
            HelpName = helpName,
            Description = $"{description}: {string.Join(" or ", words)}",
            CustomParser = result =>
            {
                var given = result.Tokens[^1].Value;
                foreach (var (word, value) in choices)
                {
                    if (string.Equals(word, given, StringComparison.OrdinalIgnoreCase))
                    {
                        return value;
                    }
                }

                var nearest = NearestName.Of(given, words);
                result.AddError($"{name}: '{given}' is not {string.Join(" or ", words)}{(nearest is null ? "" : $"; did you mean '{nearest}'?")}");
                return default!;
            },
        };
        option.CompletionSources.Add(words);
        return option;
    }

    public static Option<int?> Number(string name, string helpName, string description, int least, int most) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result => ReadNumber(result, name, least, most),
    };

    private static int? ReadNumber(ArgumentResult result, string name, int least, int most)
    {
        var given = result.Tokens[^1].Value;
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"{name}: '{given}' is not a whole number from {least} to {most}");
        return null;
    }
}
