using System.Globalization;
using Utrex.Cli.Terminal;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.SchoolYears;

/// <summary>The specification that a batch is read by, and why.</summary>
/// <param name="Specification">The specification.</param>
/// <param name="Line">The line of the district record that names the year, or <see langword="null"/> where none does or the command line decides.</param>
/// <param name="IsOfObjects">Whether SIF objects name the year.</param>
internal sealed record BatchYear(CompiledSpecification Specification, int? Line, bool IsOfObjects = false)
{
    /// <summary>Whether the batch was not looked at to its end, so that its district record may say another year.</summary>
    public bool IsGuess { get; init; }

    /// <summary>Says the year to who may have meant the newest.</summary>
    public void Tell(TextWriter error)
    {
        if (Note is { } note)
        {
            error.WriteLine(note);
        }
    }

    /// <summary>What a user must know who may have meant the newest; <see langword="null"/> where it is the newest.</summary>
    public string? Note => IsGuess ? $"read by the specification of {Specification.SchoolYear}, the newest: the first {InputHead.Furthest >> 20} MB hold no district record ({Years.Newest.FirstRecord}=) that says the school year; --school-year says another one"
        : Specification == Years.Newest ? null
        : IsOfObjects ? $"read by the specification of {Specification.SchoolYear}, the school year of the SIF objects"
        : Line is null ? $"read by the specification of {Specification.SchoolYear}, as --school-year says"
        : string.Create(CultureInfo.InvariantCulture, $"read by the specification of {Specification.SchoolYear}, which the district record on line {Line} names; --school-year {Years.Newest.EndingYear} reads it by that of {Years.Newest.SchoolYear}");

    /// <summary>The year that was asked for; else that of the first district record of a batch with a readable one, else the newest.</summary>
    /// <param name="asked">The year on the command line, or <see langword="null"/>.</param>
    /// <param name="file">The name of the batch.</param>
    /// <param name="head">How it begins.</param>
    /// <param name="isCut">Whether it goes on behind that.</param>
    /// <exception cref="CommandException">The tool does not judge by the year.</exception>
    public static BatchYear Of(CompiledSpecification? asked, string file, ReadOnlyMemory<byte> head, bool isCut = false) =>
        asked is not null ? new BatchYear(asked, Line: null)
        : Find(head) is not (var year, var line) ? new BatchYear(Years.Newest, Line: null) { IsGuess = isCut }
        : Years.Judged.FirstOrDefault(held => held.EndingYear == year) is { } known ? new BatchYear(known.Specification, line)
        : throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"the district record on line {line} of '{file}' names the school year that ends in {year}; the tool holds {Years.Names}, and --school-year judges the batch by one of them."));

    /// <summary>The number of the school year in the first district record that has a readable one, and its line.</summary>
    public static (int Year, int Line)? Find(ReadOnlyMemory<byte> head)
    {
        using var reader = BatchReader.Open(head, Years.Newest);
        while (reader.Read())
        {
            if (reader.Record is { } record && string.Equals(record.Id, Years.Newest.FirstRecord, StringComparison.Ordinal) && record.FindKey(FieldKey.SchoolYear) is { } field
                && Scalars.Integer(reader.Current.Field(field)) is { HasValue: true } year && SubmissionContext.IsSchoolYear(year.Value))
            {
                return (year.Value, reader.LineNumber);
            }
        }

        return null;
    }
}
