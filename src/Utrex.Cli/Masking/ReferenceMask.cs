using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Utrex.Cli.Commands;
using Utrex.Sdk.Records;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Masking;

/// <summary>
/// Writes reference data with the pseudonyms of a batch, so that both still agree. The registers of students and staff are masked; those
/// of LEAs, schools and courses name nobody and are copied; other files of the folder are left out.
/// </summary>
internal sealed class ReferenceMask : IDisposable
{
    private static readonly string[] Copied = ["REF_LEA.csv", "REF_SCHOOL_LEA.csv", "REF_COURSE_CODE.csv"];

    // The columns that say nothing about who somebody is; a column that is not known here is masked as a text.
    private static readonly string[] Open = ["ACTIVE_FLAG", "SEX", "COHORT_YEAR", "LEA_NUMBER"];

    private static readonly Dictionary<string, Dictionary<string, FieldInfo>> Masked = new(StringComparer.Ordinal)
    {
        ["REF_SSID.csv"] = new(StringComparer.OrdinalIgnoreCase)
        {
            ["SSID"] = StudentRecord.Info.FindProperty(nameof(StudentRecord.StatewideStudentId)),
            ["LAST_NAME"] = StudentRecord.Info.FindProperty(nameof(StudentRecord.LastName)),
            ["FIRST_NAME"] = StudentRecord.Info.FindProperty(nameof(StudentRecord.FirstName)),
            ["MIDDLE_NAME"] = StudentRecord.Info.FindProperty(nameof(StudentRecord.MiddleName)),
            ["BIRTH_DATE"] = StudentRecord.Info.FindProperty(nameof(StudentRecord.BirthDate)),
        },
        ["REF_STAFF_ID.csv"] = new(StringComparer.OrdinalIgnoreCase) { ["PERSON_ID"] = CourseMasterRecord.Info.FindProperty(nameof(CourseMasterRecord.Teacher1Id)) },
    };

    private readonly string _folder;

    // Nothing but pseudonyms ever stands here.
    private readonly DirectoryInfo _masked = Directory.CreateTempSubdirectory("utrex-mask-");

    /// <summary>Opens reference data.</summary>
    /// <exception cref="CommandException">It cannot be read; the message says why.</exception>
    public ReferenceMask(string folder)
    {
        _folder = folder;
        try
        {
            Original = ReferenceFolder.Open(folder);
            foreach (var name in Files(Copied))
            {
                File.Copy(Path.Combine(folder, name), Path.Combine(_masked.FullName, name));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new CommandException(e.Message, e);
        }
    }

    /// <summary>The data as they are.</summary>
    public ReferenceFolder Original { get; }

    /// <summary>The data with pseudonyms.</summary>
    public ReferenceFolder Mask(Pseudonyms pseudonyms)
    {
        foreach (var name in Files(Masked.Keys))
        {
            using var input = new StreamReader(Path.Combine(_folder, name));
            using var output = new StreamWriter(Path.Combine(_masked.FullName, name)) { NewLine = "\n" };
            Mask(input, output, Masked[name], pseudonyms);
        }

        return ReferenceFolder.Open(_masked.FullName);
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

        foreach (var file in _masked.EnumerateFiles())
        {
            using var output = OutputFile.Create(Path.Combine(folder, file.Name), console);
            using (var input = file.OpenRead())
            {
                input.CopyTo(output.Stream);
            }

            output.Complete();
        }
    }

    public void Dispose() => _masked.Delete(recursive: true);

    private IEnumerable<string> Files(IEnumerable<string> names) => names.Where(name => File.Exists(Path.Combine(_folder, name)));

    private static void Mask(TextReader input, TextWriter output, Dictionary<string, FieldInfo> fields, Pseudonyms pseudonyms)
    {
        // What is read here has been read as reference data before, so that it is CSV.
        using var csv = new CsvParser(input, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        using var writer = new CsvWriter(output, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        csv.Read();
        var columns = csv.Record!;
        Write(columns);
        while (csv.Read())
        {
            Write(csv.Record!.Select((value, i) => i >= columns.Length ? pseudonyms.OfText(value)
                : fields.TryGetValue(columns[i], out var field) ? pseudonyms.Of(field, value)
                : Open.Contains(columns[i], StringComparer.OrdinalIgnoreCase) ? value
                : pseudonyms.OfText(value)));
        }

        void Write(IEnumerable<string> row)
        {
            foreach (var value in row)
            {
                writer.WriteField(value);
            }

            writer.NextRecord();
        }
    }
}
