using System.Globalization;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Y2026.Records;
using Later = Utrex.Sdk.Y2026.UtrexSpecification;
using Earlier = Utrex.Sdk.Y2025.UtrexSpecification;

/// <summary>A batch of a year, made of one of 2025-26: the fields that the year has, its days, and students as the whole state knows them.</summary>
internal sealed class DerivedBatch : IDisposable
{
    private readonly StreamWriter _target;
    private readonly int _yearsBack;
    private readonly Dictionary<string, StatePerson> _persons;
    private readonly HashSet<string> _gone = [];
    private readonly Dictionary<string, Layout> _layouts;
    private bool _hasEssentialElements;

    public DerivedBatch(string path, int year, Dictionary<string, StatePerson> persons)
    {
        _target = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        _persons = persons;
        _yearsBack = Later.Current.EndingYear - year;
        var target = year == Later.Current.EndingYear ? (SpecificationInfo)Later.Current : Earlier.Current;
        _layouts = Later.Current.Records.Where(record => record.Fields.Count > 0).ToDictionary(record => record.Id, record => new Layout(record, target.FindRecord(record.Id)!));
    }

    /// <summary>Finds out which students of both years have left for good in the later one, which an earlier one cannot know.</summary>
    public void LeaveOut(IEnumerable<string> lines)
    {
        var layout = _layouts[StudentRecord.Info.Id];
        foreach (var values in lines.Where(line => line.StartsWith(StudentRecord.Info.Id, StringComparison.Ordinal)).Select(line => line.Split('\t')))
        {
            var hasLeft = layout.Value(values, nameof(StudentRecord.HighSchoolCompletionStatus)).Length > 0 || layout.Value(values, nameof(StudentRecord.ExitCode)) is "DE";
            if (hasLeft && _persons[layout.Value(values, nameof(StudentRecord.StatewideStudentId))].IsInBothYears)
            {
                _gone.Add(layout.Value(values, nameof(StudentRecord.StudentNumber)));
            }
        }
    }

    /// <summary>The physical address of a student record, as a row of the state's register.</summary>
    public string? AddressOf(string[] values)
    {
        var layout = LayoutOf(values);
        return layout != _layouts[StudentRecord.Info.Id] ? null : string.Join(',', new[]
        {
            layout.Value(values, nameof(StudentRecord.StudentPhysicalAddress1)), layout.Value(values, nameof(StudentRecord.StudentPhysicalCity)), layout.Value(values, nameof(StudentRecord.StudentPhysicalZipCode)),
            layout.Value(values, nameof(StudentRecord.DistrictOfResidence)),
        }.Select(cell => $"\"{cell}\""));
    }

    /// <summary>Writes a record.</summary>
    public void Write(string[] values)
    {
        var layout = LayoutOf(values);
        if (_gone.Contains(layout.Value(values, nameof(StudentRecord.StudentNumber))))
        {
            return;
        }

        var isEnrollment = layout == _layouts[StudentRecord.Info.Id];
        var person = isEnrollment ? _persons.GetValueOrDefault(layout.Value(values, nameof(StudentRecord.StatewideStudentId))) : null;
        foreach (var (i, field) in layout.Target.Index())
        {
            var value = layout.Value(values, field.Property);
            value = person is null ? value : ValueOf(person, field, value);
            if (field.Property is nameof(CourseMasterRecord.CoreCode) && values[0] is "AC=" && value == StateCourses.Common && !_hasEssentialElements)
            {
                (value, _hasEssentialElements) = (StateCourses.EssentialElements, true);
            }

            var back = field.Property is nameof(StudentRecord.BirthDate) ? 0 : field.Property is nameof(StudentRecord.FirstEnrollInUS) ? 1 : _yearsBack;
            if (back > 0 && value.Length > 3 && (field.Type == FieldType.Date || field.Property is nameof(DistrictRecord.SchoolYear) or nameof(DistrictRecord.SisAsOfDate)))
            {
                value = StatePersons.YearsBack(value, back);
            }

            _target.Write(i == 0 ? "" : "\t");
            _target.Write(value);
        }

        _target.WriteLine();
    }

    public void Dispose() => _target.Dispose();

    private string ValueOf(StatePerson person, FieldInfo field, string value)
    {
        var isOther = _yearsBack > 0 && !person.IsInBothYears;
        return field.Property switch
        {
            nameof(StudentRecord.StatewideStudentId) => _yearsBack == 0 ? person.NewSsid : person.EarlierSsid,
            nameof(StudentRecord.LastName) => person.Register[0],
            nameof(StudentRecord.FirstName) => person.Register[1],
            nameof(StudentRecord.MiddleName) => person.Register[2],
            nameof(StudentRecord.BirthDate) => StatePersons.YearsBack(person.Register[3], isOther ? 1 : 0),
            nameof(StudentRecord.Sex) => person.Register[4],
            nameof(StudentRecord.SchoolMembership) or nameof(StudentRecord.DaysAttended) when person.IsShared && int.TryParse(value, CultureInfo.InvariantCulture, out var days) => (days / 2).ToString(CultureInfo.InvariantCulture),
            _ => value,
        };
    }

    private Layout LayoutOf(string[] values) => _layouts[values[0].TrimEnd('=')];

    /// <summary>Where the fields of a record stand in a line of 2025-26, and which the year has.</summary>
    private sealed class Layout(RecordInfo source, RecordInfo target)
    {
        private readonly Dictionary<string, int> _places = source.Fields.Index().ToDictionary(field => field.Item.Property, field => field.Index);

        public IReadOnlyList<FieldInfo> Target => target.Fields;

        public string Value(string[] values, string property) => _places.TryGetValue(property, out var place) && place < values.Length ? values[place] : "";
    }
}
