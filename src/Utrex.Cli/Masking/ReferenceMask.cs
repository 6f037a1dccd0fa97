using System.Text;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Masking;

/// <summary>
/// Writes reference data with the pseudonyms of a batch, so that both still agree. The registers of students and staff are masked; what those
/// of LEAs, schools and courses say in the columns that they should have names nobody. What stands in other columns, or is not what its
/// column holds, is masked as a text; other files of the folder are left out.
/// </summary>
internal sealed class ReferenceMask : IDisposable
{
    // What is not about persons is copied as it is, whatever it says.
    private static readonly Dictionary<string, string[]> Copied = new(StringComparer.Ordinal)
    {
        ["REF_LEA.csv"] = ["LEA_NUMBER", "LEA_NAME", "ACTIVE_FLAG", "LEA_TYPE"],
        ["REF_SCHOOL_LEA.csv"] = ["SCHOOL_YEAR", "LEA_NUMBER", "SCHOOL_NUMBER", "SCHOOL_NAME", "GRADE_LOW", "GRADE_HIGH", "ACTIVE_FLAG", "CLOSED_FLAG", "DATE_CLOSED", "SCHOOL_TYPE", "CBE_FLAG", "IBE_FLAG"],
        ["REF_COURSE_CODE.csv"] = ["CORE_CODE", "TITLE", "GRADE_LOW", "GRADE_HIGH", "ACTIVE_FLAG", "VALID_FOR", "EFFECTIVE_YEAR", "RETIRE_YEAR"],
    };

    // The columns that say nothing about who somebody is, and what they hold.
    private readonly Dictionary<string, Func<string, bool>> _open;

    private readonly Dictionary<string, Dictionary<string, FieldInfo>> _personal;
    private readonly string _folder;

    // Nothing but pseudonyms ever stands here.
    private readonly WorkFolder _masked;
    private bool _isCopied;

    /// <summary>Opens reference data.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="specification">That of the batch with which they go.</param>
    /// <param name="console">Where leftovers are named.</param>
    /// <exception cref="CommandException">It cannot be read; the message says why.</exception>
    public ReferenceMask(string folder, SpecificationInfo specification, CommandConsole console)
    {
        _open = new(StringComparer.OrdinalIgnoreCase)
        {
            ["ACTIVE_FLAG"] = IsFlag,
            ["SEX"] = value => Student(nameof(StudentRecord.Sex)).Codes!.Find(value) is not null,
            ["COHORT_YEAR"] = IsYear,
            ["LEA_NUMBER"] = value => !WrongColumns.IsMisfit(Student(nameof(StudentRecord.LeaNumber)), value),
        };
        _personal = new(StringComparer.Ordinal)
        {
            ["REF_SSID.csv"] = new(StringComparer.OrdinalIgnoreCase)
            {
                ["SSID"] = Student(nameof(StudentRecord.StatewideStudentId)),
                ["LAST_NAME"] = Student(nameof(StudentRecord.LastName)),
                ["FIRST_NAME"] = Student(nameof(StudentRecord.FirstName)),
                ["MIDDLE_NAME"] = Student(nameof(StudentRecord.MiddleName)),
                ["BIRTH_DATE"] = Student(nameof(StudentRecord.BirthDate)),
            },
            ["REF_STAFF_ID.csv"] = new(StringComparer.OrdinalIgnoreCase) { ["PERSON_ID"] = specification.FindRecord(CourseMasterRecord.Info.Id)!.FindProperty(nameof(CourseMasterRecord.Teacher1Id)) },
        };
        _folder = folder;
        _masked = new WorkFolder(Path.GetTempPath(), console);
        try
        {
            Original = ReferenceFolder.Open(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new CommandException(e.Message, e);
        }

        FieldInfo Student(string property) => specification.FindRecord(StudentRecord.Info.Id)!.FindProperty(property);
    }

    /// <summary>The data as they are.</summary>
    public ReferenceFolder Original { get; }

    /// <summary>The data with pseudonyms.</summary>
    public ReferenceFolder Mask(Pseudonyms pseudonyms)
    {
        foreach (var name in Files(_isCopied ? _personal.Keys : [.. Copied.Keys, .. _personal.Keys]))
        {
            using var input = CsvReader.Open(Path.Combine(_folder, name), int.MaxValue);
            using var output = new StreamWriter(Path.Combine(_masked.Path, name)) { NewLine = "\n" };
            Mask(input, output, MaskOf(name, pseudonyms));
        }

        _isCopied = true;
        return ReferenceFolder.Open(_masked.Path);
    }

    /// <summary>Writes what was masked last into a folder, which is made if it is not there.</summary>
    /// <exception cref="CommandException">A file cannot be written; the message says why.</exception>
    public void WriteTo(string folder, CommandConsole console)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the folder '{folder}' cannot be made: {e.Message}", e);
        }

        foreach (var file in _masked.Files)
        {
            using var output = OutputFile.Create(Path.Combine(folder, file.Name), console);
            using (var input = file.OpenRead())
            {
                input.CopyTo(output.Stream);
            }

            output.Complete();
        }
    }

    public void Dispose() => _masked.Dispose();

    private IEnumerable<string> Files(IEnumerable<string> names) => names.Where(name => File.Exists(Path.Combine(_folder, name)));

    /// <summary>How the values of a column are masked.</summary>
    private Func<string, Func<string, string>> MaskOf(string file, Pseudonyms pseudonyms)
    {
        if (Copied.TryGetValue(file, out var copied))
        {
            return column => copied.Contains(column, StringComparer.OrdinalIgnoreCase) ? value => value : pseudonyms.OfText;
        }

        var fields = _personal[file];
        return column => fields.TryGetValue(column, out var field) ? value => pseudonyms.Of(field, value)
            : _open.TryGetValue(column, out var isOpen) ? value => isOpen(value) ? value : pseudonyms.OfText(value)
            : pseudonyms.OfText;
    }

    private static void Mask(CsvReader csv, TextWriter output, Func<string, Func<string, string>> maskOf)
    {
        // What is read here has been read as reference data before, so that it is CSV.
        var writer = new CsvWriter(output, "\n");
        csv.Read();
        string[] header = [.. Enumerable.Range(0, csv.Count).Select(i => Encoding.UTF8.GetString(csv[i]))];
        var masks = header.Select(maskOf).ToArray();
        var other = maskOf("");
        writer.WriteRow(header);
        while (csv.Read())
        {
            writer.WriteRow(Enumerable.Range(0, csv.Count).Select(i => (i < masks.Length ? masks[i] : other)(Encoding.UTF8.GetString(csv[i]))));
        }
    }

    private static bool IsFlag(string value) => value is "Y" or "y" or "N" or "n" or "1" or "0";

    private static bool IsYear(string value) => value.Length == 4 && value.All(char.IsAsciiDigit);
}
