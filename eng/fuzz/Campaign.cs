using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Utrex.Fuzzing;

/// <summary>Goes through the cases of a campaign, each with random numbers of its own, and counts those that fail.</summary>
internal sealed class Campaign(string name, FuzzOptions options)
{
    private const int MostFailures = 50;
    private const int ReportEvery = 10_000;
    private const int SeedStep = 1_000_003;

    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many cases were tried.</summary>
    public int Cases { get; private set; }

    /// <summary>How many of them failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Tries case after case; one that throws has failed.</summary>
    /// <param name="check">Tries a case and gives what it found: it has to be the same on every machine.</param>
    /// <returns>The number of failures.</returns>
    public int Run(Func<Random, string> check)
    {
        var watch = Stopwatch.StartNew();
        for (var number = options.First; Cases < options.Count && Failures < MostFailures && (options.Minutes <= 0 || watch.Elapsed.TotalMinutes < options.Minutes); number++)
        {
            Cases++;
            try
            {
                _digest.AppendData(Encoding.UTF8.GetBytes(check(new Random(unchecked((options.Seed * SeedStep) + number)))));
            }
#pragma warning disable CA1031 // Whatever is thrown is what the campaign looks for.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Failures++;
                Say($"case {number} failed (--seed {options.Seed} --first {number} --count 1): {e}");
            }

            if (Cases % ReportEvery == 0)
            {
                Say($"{Cases} cases, {Failures} failures, {watch.Elapsed.TotalSeconds:0} s");
            }
        }

        Say($"{Cases} cases, {Failures} failures, {watch.Elapsed.TotalSeconds:0} s, digest {Convert.ToHexStringLower(_digest.GetHashAndReset())}");
        return Failures;
    }

    /// <summary>Fails a case where two results differ, and says where they begin to.</summary>
    public static void Same(string expected, string actual, string what)
    {
        if (string.Equals(expected, actual, StringComparison.Ordinal))
        {
            return;
        }

        var at = expected.AsSpan().CommonPrefixLength(actual);
        throw new InvalidOperationException($"{what} differ:\n  {Around(expected, at)}\n  {Around(actual, at)}");
    }

    /// <summary>Fails a case where something is not so.</summary>
    public static void Holds(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException(what);
        }
    }

    private static string Around(string text, int at)
    {
        const int Context = 200;
        var start = Math.Max(0, at - Context);
        return text[start..Math.Min(text.Length, at + Context)].ReplaceLineEndings("⏎");
    }

    private void Say(FormattableString text) => options.Log.WriteLine(name + ": " + text.ToString(CultureInfo.InvariantCulture));
}
