using System.Text.Json.Serialization;

namespace Utrex.Cli.Distributing;

/// <summary>The first line of a result: what it is the result of.</summary>
internal sealed record ResultHead
{
    /// <summary>What the file says that it is.</summary>
    public const string Kind = "batch result";

    /// <summary>The version of results that this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>What it is: <see cref="Kind"/>.</summary>
    public required string Utrex { get; init; }

    /// <summary>The version of its form.</summary>
    public required int Version { get; init; }

    /// <summary>The digest of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>The number of the batch in the plan, from 1.</summary>
    public required int Batch { get; init; }
}

/// <summary>A line of a result that is no finding: a file whose findings follow, or the end.</summary>
internal sealed record ResultMark
{
    /// <summary>The file, as reports call it, that the next findings are about.</summary>
    public string? Begin { get; init; }

    /// <summary>At the end: the sums.</summary>
    public ResultSums? Sums { get; init; }

    /// <summary>At the end instead: why the batch could not be validated.</summary>
    public string? Failure { get; init; }
}

/// <summary>The sums over a batch, and what was read of it.</summary>
internal sealed record ResultSums
{
    public int RecordsRead { get; init; }

    public int LinesRefused { get; init; }

    public int Errors { get; init; }

    public int Warnings { get; init; }

    public int Cascades { get; init; }

    /// <summary>The batches that were read: one, several of an archive, or none where SIF objects make none.</summary>
    public IReadOnlyList<ResultBatch> Read { get; init; } = [];

    /// <summary>The files of SIF objects.</summary>
    public IReadOnlyList<string> CollectedFiles { get; init; } = [];

    /// <summary>The rules that were not evaluated.</summary>
    public IReadOnlyList<ResultRule> NotEvaluated { get; init; } = [];
}

/// <summary>What was read of a batch, and by which year.</summary>
internal sealed record ResultBatch
{
    public required string File { get; init; }

    public required string Head { get; init; }

    public required string Records { get; init; }

    /// <summary>The school year, by the year in which it ends.</summary>
    public required int SchoolYear { get; init; }

    /// <summary>The line that names the year.</summary>
    public int? Line { get; init; }

    public bool IsOfObjects { get; init; }

    public bool IsGuess { get; init; }
}

/// <summary>A rule that was not evaluated, and why.</summary>
internal sealed record ResultRule
{
    /// <summary>The school year of its specification.</summary>
    public required int SchoolYear { get; init; }

    public required string Rule { get; init; }

    /// <summary>Its place among the rules of its record, since several may have one id.</summary>
    public int Order { get; init; }

    public required string Reason { get; init; }

    /// <summary>Whether it was begun and failed.</summary>
    public bool HasFailed { get; init; }
}

/// <summary>The lines of a result as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ResultHead))]
[JsonSerializable(typeof(ResultMark))]
internal sealed partial class ResultJson : JsonSerializerContext;
