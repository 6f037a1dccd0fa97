using System.Globalization;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads what is submitted in a year, and when.</summary>
internal static class SubmissionParser
{
    public static SubmissionsModel Read(ObjectReader reader, List<Anchor> anchors) =>
        new(reader.Objects("submissions").Select(submission => ReadOne(submission, anchors)).ToEquatableArray());

    private static SubmissionModel ReadOne(ObjectReader reader, List<Anchor> anchors)
    {
        var id = reader.Text("id");
        anchors.Add(new Anchor("submission " + id, reader.Node.Line, reader.Node.Column));
        var submission = new SubmissionModel(
            id,
            reader.Name("title"),
            reader.Text("description"),
            reader.Texts("records"),
            reader.Texts("optional"),
            FactParser.Read(reader, "facts"),
            reader.Objects("dates").Select(ReadDate).ToEquatableArray());
        reader.End();
        return submission;
    }

    private static SubmissionDateModel ReadDate(ObjectReader reader)
    {
        var date = new SubmissionDateModel(
            reader.Name("title"),
            InForm(reader, "date", reader.Text("date"), "yyyy-MM-dd") ?? "0001-01-01",
            InForm(reader, "time", reader.OptionalText("time"), "HH:mm"),
            FactParser.ReadOne(reader));
        reader.End();
        return date;
    }

    /// <summary>The text, or <see langword="null"/> where it does not have the form: that is reported.</summary>
    private static string? InForm(ObjectReader reader, string name, string? text, string format)
    {
        if (string.IsNullOrEmpty(text) || DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return string.IsNullOrEmpty(text) ? null : text;
        }

        reader.Report("UTREX9002", reader.Node[name] ?? reader.Node, name, $"must have the form {format}");
        return null;
    }
}
