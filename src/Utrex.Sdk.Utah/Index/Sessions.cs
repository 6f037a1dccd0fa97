using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>What a student record says of the test sessions.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Sessions : IEntry
{
    /// <summary>The fields, in the order of <see cref="Values"/>.</summary>
    public static readonly FieldInfo[] Fields =
    [
        .. new[]
        {
            nameof(StudentRecord.ReadGradeLevelFall), nameof(StudentRecord.ReadGradeLevel), nameof(StudentRecord.ReadGradeLevelSpring),
            nameof(StudentRecord.BeginYearRoglCompositeScore), nameof(StudentRecord.MidYearRoglCompositeScore), nameof(StudentRecord.EndYearRoglCompositeScore),
            nameof(StudentRecord.EarlyNumeracyStatusBeginningOfYear), nameof(StudentRecord.EarlyNumeracyStatusMidyear), nameof(StudentRecord.EarlyNumeracyStatusEndOfYear),
            nameof(StudentRecord.ReadingIntervention), nameof(StudentRecord.EarlyNumeracyIntervention),
        }.Select(StudentRecord.Info.FindProperty),
    ];

    /// <inheritdoc/>
    public RecordKey Key { get; init; }

    /// <summary>A value for each field that tells a session's result.</summary>
    public Results Values;

    /// <summary>Takes what a student record says of the sessions, where it says anything.</summary>
    public static void Take(BatchIndex index, RecordLine line, in RecordKey key)
    {
        var sessions = new Sessions { Key = key };
        var hasAny = false;
        for (var i = 0; i < Fields.Length; i++)
        {
            sessions.Values[i] = index.Texts.Add(line.Field(Fields[i]));
            hasAny |= !sessions.Values[i].IsBlank;
        }

        if (hasAny && !key.Student.IsBlank)
        {
            index.Sessions.Add(sessions);
        }
    }

    /// <summary>A text for each of the fields.</summary>
    [InlineArray(11)]
    internal struct Results
    {
        private TextId _first;
    }
}
