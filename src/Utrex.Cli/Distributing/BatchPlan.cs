namespace Utrex.Cli.Distributing;

/// <summary>
/// What machines agree on before they share the validation of many batches: which files there are, byte for byte, who takes which, and everything that
/// findings depend on, so that all of them judge alike.
/// </summary>
internal sealed record BatchPlan
{
    /// <summary>What the file says that it is.</summary>
    public const string Kind = "batch plan";

    /// <summary>The version of plans that this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>What it is: <see cref="Kind"/>.</summary>
    public required string Utrex { get; init; }

    /// <summary>The version of its form.</summary>
    public required int Version { get; init; }

    /// <summary>The version of the program that made it: another one may know other rules.</summary>
    public required string Program { get; init; }

    /// <summary>The folder as it was named, which begins the names of the files in reports.</summary>
    public required string Folder { get; init; }

    /// <summary>The day that counts as today.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The school year that was asked for, by the year in which it ends; absent where each batch says its own.</summary>
    public int? SchoolYear { get; init; }

    /// <summary>The submission that the batches are meant for, or absent.</summary>
    public string? Submission { get; init; }

    /// <summary>Whether each file is judged as a whole first.</summary>
    public bool JudgesShape { get; init; } = true;

    /// <summary>Whether findings are reported that only follow from others.</summary>
    public bool IncludesCascades { get; init; } = true;

    /// <summary>The state's registers, or absent.</summary>
    public PlannedRegisters? Reference { get; init; }

    /// <summary>How many parts there are.</summary>
    public required int Parts { get; init; }

    /// <summary>The batches, in the order of their first files.</summary>
    public required IReadOnlyList<PlannedBatch> Batches { get; init; }

    /// <summary>How reports call a file.</summary>
    public string NameOf(PlannedFile file) => $"{Folder}/{file.Name}";
}

/// <summary>What is validated as one: a file, or all files of SIF objects.</summary>
internal sealed record PlannedBatch
{
    /// <summary>The part that it belongs to, from 1.</summary>
    public required int Part { get; init; }

    /// <summary>Its files, in the order of their names.</summary>
    public required IReadOnlyList<PlannedFile> Files { get; init; }
}

/// <summary>The folder of the state's registers.</summary>
internal sealed record PlannedRegisters
{
    /// <summary>The folder as it was named.</summary>
    public required string Folder { get; init; }

    /// <summary>The registers in it, in the order of their names.</summary>
    public required IReadOnlyList<PlannedFile> Files { get; init; }
}

/// <summary>A file as it was when it was planned.</summary>
internal sealed record PlannedFile
{
    /// <summary>Its name within the folder, with slashes.</summary>
    public required string Name { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The SHA-256 of its bytes, in hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}
