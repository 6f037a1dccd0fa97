using System.ComponentModel;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Generated;

/// <summary>The plain test of a field: whether its value keeps every rule that no other property of a <see cref="FieldTest"/> stands for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate bool PlainTest(RecordLine line, SubmissionContext context);

/// <summary>
/// What the values of a field must be like, as far as a <see cref="LineCheck"/> can tell it for many fields at once. It may ask for more
/// than the rules do, never for less: a value that does not pass is left to them.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
/// <param name="Number">The field's number, from 0.</param>
/// <param name="Offset">The field's first byte in the positional layout, 0-based.</param>
/// <param name="Width">The field's width in the positional layout.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FieldTest(int Number, int Offset, int Width)
{
    /// <summary>Whether there must be a value.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>The fewest characters of a value; eight at most.</summary>
    public int MinLength { get; init; }

    /// <summary>The most characters of a value.</summary>
    public int? MaxLength { get; init; }

    /// <summary>ASCII characters with which a value must not begin.</summary>
    public string NotFirst { get; init; } = "";

    /// <summary>The codes of which a value must be one; those that the state no longer takes are none.</summary>
    public CodeTableInfo? Codes { get; init; }

    /// <summary>The spellings of which a value must be one, where they are not those of a table.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>A code that a value must not be.</summary>
    public string? Except { get; init; }

    /// <summary>Whether a value is a day as <c>YYYYMMDD</c>.</summary>
    public bool IsDate { get; init; }

    /// <summary>The days between which a date must lie.</summary>
    public DayRange Days { get; init; }

    /// <summary>A character for each place: <c>#</c> is a digit, <c>[a-b]</c> a range, any other character itself.</summary>
    public string? Shape { get; init; }

    /// <summary>Whether a value is a whole number, between <see cref="Min"/> and <see cref="Max"/>.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether a value is a number with or without a point, of <see cref="Max"/> at most, or one of <see cref="Codes"/>.</summary>
    public bool IsDecimal { get; init; }

    /// <summary>The least number.</summary>
    public long Min { get; init; }

    /// <summary>The greatest number.</summary>
    public long? Max { get; init; }

    /// <summary>Whether a value must not be zeros alone.</summary>
    public bool IsNotZero { get; init; }

    /// <summary>The characters that a value may have.</summary>
    public CharacterSet? Characters { get; init; }

    /// <summary>The test for what is left; asked only if there is a value and everything else is clean.</summary>
    public PlainTest? Plain { get; init; }
}

/// <summary>Between which days a date must lie.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum DayRange
{
    /// <summary>Any days.</summary>
    Any,

    /// <summary>The days of the school year.</summary>
    SchoolYear,

    /// <summary>Up to the current date.</summary>
    UpToToday,
}
