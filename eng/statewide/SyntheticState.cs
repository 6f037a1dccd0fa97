using System.Globalization;
using System.Text;
using Utrex.Sdk.Specification;

/// <summary>
/// The submissions of a state in two school years, and its registers: 41 districts, of which each has 0.86 of the students of the one before, and 100 charters of 730.
/// The tool makes a batch of each LEA; what is new here is what LEAs and years have in common. One student in 33 is in two LEAs, of a thousand one has a new SSID,
/// and the earlier year is the later one a year earlier, without the students who left for good.
/// </summary>
internal sealed class SyntheticState(string folder, string tool)
{
    private const int Districts = 41;
    private const int Charters = 100;
    private const int StudentsOfLargest = 88_000;
    private const double StudentsOfNext = 0.86;
    private const int StudentsOfCharter = 730;
    private const int StudentsOfSchool = 700;
    private const int AddressesOfOneUnknown = 2_000;

    private readonly HashSet<string> _written = [];
    private readonly StatePersons _persons = new();
    private int _addresses;

    /// <summary>The folder with the registers.</summary>
    public string Registers => $"{folder}/registers";

    /// <summary>The LEAs, those with the most students first.</summary>
    public List<string> Leas { get; } = [];

    /// <summary>The batch of an LEA's year.</summary>
    public string Batch(string lea, int year) => string.Create(CultureInfo.InvariantCulture, $"{folder}/{year}-{lea}.utrex");

    /// <summary>Makes one of several parts of the state: of the LEAs every so manieth.</summary>
    public void Make(int parts)
    {
        Directory.CreateDirectory(Registers);
        var district = 0;
        for (var i = 0; i < Districts + Charters; i++)
        {
            if (i % parts != Math.Max(0, parts / 2 - 1))
            {
                continue;
            }

            var isDistrict = i < Districts;
            district = isDistrict ? i : district;
            var lea = isDistrict ? (i < 40 ? i + 1 : 42).ToString("00", CultureInfo.InvariantCulture) : $"{(char)('A' + (i - Districts) / 10)}{(i - Districts) % 10}";
            Make(lea, isDistrict, isDistrict ? (int)(StudentsOfLargest * Math.Pow(StudentsOfNext, i)) : StudentsOfCharter, seed: i + 1);
            Leas.Add(lea);
        }
    }

    private void Make(string lea, bool isDistrict, int students, int seed)
    {
        var (batch, reference) = ($"{folder}/sample.utrex", $"{folder}/sample");
        MeasuredRun.Of(tool, string.Create(CultureInfo.InvariantCulture, $"sample --lea {lea} --students {students} --schools {Math.Max(1, students / StudentsOfSchool)} --seed {seed} --as-of 2026-06-15 --output \"{batch}\" --reference-output \"{reference}\""));
        CopyRegisters(reference, isDistrict);
        using var ssids = Append("REF_SSID.csv", File.ReadLines($"{reference}/REF_SSID.csv").First());
        var persons = _persons.Of(File.ReadLines($"{reference}/REF_SSID.csv").Skip(1), ssids);
        using (var residences = Append("REF_RESIDENCE.csv", "ADDRESS1,CITY,ZIP,DISTRICT"))
        using (var later = new DerivedBatch(Batch(lea, 2026), 2026, persons))
        using (var earlier = new DerivedBatch(Batch(lea, 2025), 2025, persons))
        {
            earlier.LeaveOut(File.ReadLines(batch));
            foreach (var line in File.ReadLines(batch))
            {
                var values = line.Split('\t');
                later.Write(values);
                earlier.Write(values);
                if (later.AddressOf(values) is { } address && _written.Add(address) && ++_addresses % AddressesOfOneUnknown != 0)
                {
                    residences.WriteLine(address);
                }
            }
        }

        Directory.Delete(reference, recursive: true);
        File.Delete(batch);
    }

    /// <summary>The registers of an LEA become rows of the state's; schools stand there for both years.</summary>
    private void CopyRegisters(string reference, bool isDistrict)
    {
        Copy("REF_LEA.csv", "", row => [isDistrict ? row : row.Replace(",DISTRICT", ",CHARTER", StringComparison.Ordinal)]);
        Copy("REF_STAFF_ID.csv", "", row => [row]);
        Copy("REF_COURSE_CODE.csv", ",ESSENTIAL_ELEMENTS", row => row.StartsWith(StateCourses.Common, StringComparison.Ordinal) ? [row + ",N", row.Replace(StateCourses.Common, StateCourses.EssentialElements, StringComparison.Ordinal) + ",Y"] : [row + ",N"]);
        Copy("REF_SCHOOL_LEA.csv", ",APPROVED_SCHEDULE", row => [row + ",N", "2025" + row[4..] + ",N"]);

        void Copy(string name, string moreColumns, Func<string, string[]> rows)
        {
            var lines = File.ReadLines($"{reference}/{name}");
            using var target = Append(name, lines.First() + moreColumns);
            foreach (var row in lines.Skip(1).SelectMany(rows).Where(_written.Add))
            {
                target.WriteLine(row);
            }
        }
    }

    private StreamWriter Append(string name, string head)
    {
        var path = $"{Registers}/{name}";
        var isNew = !File.Exists(path);
        var writer = new StreamWriter(path, append: true, new UTF8Encoding(false)) { NewLine = "\n" };
        if (isNew)
        {
            writer.WriteLine(head);
        }

        return writer;
    }
}

/// <summary>Courses: one class of each LEA is one of Essential Elements.</summary>
internal static class StateCourses
{
    /// <summary>A course that every high school has.</summary>
    public const string Common = "02040000220";

    /// <summary>The same for a student with a significant cognitive disability.</summary>
    public const string EssentialElements = "02040000229";
}
