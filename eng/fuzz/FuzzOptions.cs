using System.Globalization;
using System.Runtime.CompilerServices;

namespace Utrex.Fuzzing;

/// <summary>How long a campaign is, and with which seed.</summary>
/// <param name="Seed">The seed: the same one gives the same cases.</param>
/// <param name="Count">How many cases.</param>
/// <param name="Minutes">For how long; 0 for as long as it takes.</param>
internal sealed record FuzzOptions(int Seed, int Count, double Minutes = 0)
{
    private const int DefaultCount = 1000;

    /// <summary>The number of the first case.</summary>
    public int First { get; init; }

    /// <summary>The batches that are damaged; those of <c>samples/</c> where none are named.</summary>
    public IReadOnlyList<string> Batches { get; init; } = [];

    /// <summary>Where progress and failures are written.</summary>
    public TextWriter Log { get; init; } = Console.Out;

    /// <summary>The folder for failing cases.</summary>
    public string Output { get; init; } = Path.Combine(Path.GetTempPath(), "utrex-fuzz");

    /// <summary>The options that a command line states, or <see langword="null"/> and what is wrong with it.</summary>
    public static FuzzOptions? Read(IReadOnlyList<string> arguments, out string problem)
    {
        var options = new FuzzOptions(Seed: 1, Count: 0, Minutes: 0);
        problem = "";
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : -1;
            switch (arguments[i])
            {
                case "--seed" when number >= 0:
                    options = options with { Seed = number };
                    break;
                case "--count" when number > 0:
                    options = options with { Count = number };
                    break;
                case "--first" when number >= 0:
                    options = options with { First = number };
                    break;
                case "--minutes" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 1e6:
                    options = options with { Minutes = minutes };
                    break;
                case "--output" when value.Length > 0:
                    options = options with { Output = value };
                    break;
                default:
                    problem = $"'{arguments[i]} {value}' is no option with a value of eng/fuzz.cs.";
                    return null;
            }
        }

        return options.Count > 0 ? options : options with { Count = options.Minutes > 0 ? int.MaxValue : DefaultCount };
    }

    /// <summary>The root of the repository.</summary>
    public static string Root() => Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
