namespace Utrex.Fuzzing;

/// <summary>One kind of input that is damaged and tried.</summary>
internal interface IFuzzMode
{
    /// <summary>What the cases are, in the plural, for the report.</summary>
    string Things { get; }

    /// <summary>Makes a case from a seed and tries it. May be called by several threads at a time.</summary>
    FuzzResult Try(int seed);
}

/// <summary>What became of a case.</summary>
/// <param name="Outcome">A word or two by which cases are counted.</param>
/// <param name="Failure">What should not have happened, or <see langword="null"/>.</param>
internal readonly record struct FuzzResult(string Outcome, FuzzFailure? Failure);

/// <summary>What should not have happened.</summary>
/// <param name="Kind">By what failures are told apart: those of one kind are reported once and counted.</param>
/// <param name="Description">What happened, in a few lines.</param>
/// <param name="Save">Writes the case, made as small as it can be, to a folder.</param>
internal sealed record FuzzFailure(string Kind, string Description, Action<string> Save);
