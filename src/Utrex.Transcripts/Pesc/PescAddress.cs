using Utrex.Documents;
using Utrex.Transcripts.Mapping;
using Record = Utrex.Transcripts.Mapping.StudentAcademicRecordShape;

namespace Utrex.Transcripts.Pesc;

/// <summary>
/// Addresses: their lines are one value with line ends, as whoever writes and reads elements that stand several times has it. The schemas know
/// addresses with a state and a postal code, and others with a country; a student's has no postal code on a transcript, so that it is one of the latter.
/// </summary>
internal static class PescAddress
{
    private const string Home = "US";

    /// <summary>Adds a line to an address.</summary>
    public static void AddLine(DocumentObject item, int slot, string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            item[slot] = Utf8Value.Of(item[slot].IsNone ? line : $"{item[slot]}\n{line}");
        }
    }

    /// <summary>The first line of an address, and the others as one.</summary>
    public static (string First, string Others) Lines(Utf8Value lines)
    {
        var all = lines.ToString().Split('\n');
        return (all[0], string.Join(", ", all.Skip(1)));
    }

    /// <summary>Takes away what is not enough for an address, and says the country of one that is.</summary>
    public static void Complete(DocumentObject student, DocumentObject record)
    {
        Keep(student, StudentShape.PersonContactsAddressAddressLine, StudentShape.PersonContactsAddressCity);
        if (student[StudentShape.PersonContactsAddressAddressLine].IsNone)
        {
            student[StudentShape.PersonContactsAddressStateProvince] = default;
            student[StudentShape.PersonContactsAddressCountryCode] = default;
        }
        else
        {
            student[StudentShape.PersonContactsAddressCountryCode] = student[StudentShape.PersonContactsAddressCountryCode].Or(Utf8Value.Of(Home));
        }

        Keep(record, Record.SchoolContactsAddressAddressLine, Record.SchoolContactsAddressCity, Record.SchoolContactsAddressStateProvinceCode, Record.SchoolContactsAddressPostalCode);
    }

    private static void Keep(DocumentObject item, params ReadOnlySpan<int> slots)
    {
        var isWhole = true;
        foreach (var slot in slots)
        {
            isWhole &= !item[slot].IsNone;
        }

        foreach (var slot in isWhole ? [] : slots)
        {
            item[slot] = default;
        }
    }
}
