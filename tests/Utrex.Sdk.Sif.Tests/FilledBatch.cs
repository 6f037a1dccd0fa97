using System.Globalization;
using System.Text;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>Batches with every record type in which every field has a value of its type, drawn at random from what the specification allows.</summary>
internal sealed class FilledBatch
{
    private readonly Random _random;
    private readonly double _blanks;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<(string, string), string> _fixed = [];

    private FilledBatch(int seed, double blanks)
    {
        _random = new Random(seed);
        _blanks = blanks;
    }

    /// <summary>Every field of every record filled, except where two fields contradict each other in SIF.</summary>
    public static string Full(int seed) => new FilledBatch(seed, blanks: 0).Write(isConsistent: true);

    /// <summary>Fields filled or blank at random, records that repeat and contradict each other: what a broken exporter may send.</summary>
    public static string Wild(int seed) => new FilledBatch(seed, blanks: 0.3).Write(isConsistent: false);

    private string Write(bool isConsistent)
    {
        Fix(DistrictRecord.Info, nameof(DistrictRecord.SchoolYear), "2026");
        Fix(DistrictRecord.Info, nameof(DistrictRecord.WhichMonth), "OCT");
        Fix(DistrictRecord.Info, nameof(DistrictRecord.SisAsOfDate), "2025-10-01 00:00:00.000");
        Keys("", "104");
        Add(DistrictRecord.Info);
        var courseRecord = 0;
        foreach (var school in new[] { "104", "105" })
        {
            Keys("", school);
            Add(SchoolRecord.Info);
            var section = school + "0101";
            Fix(CourseMasterRecord.Info, nameof(CourseMasterRecord.CourseSection), section);
            Fix(CourseMasterRecord.Info, nameof(CourseMasterRecord.Period), "01");
            Fix(CourseMembershipRecord.Info, nameof(CourseMembershipRecord.CourseNumber), section);
            Fix(CourseMembershipRecord.Info, nameof(CourseMembershipRecord.Period), "01");
            Add(CourseMasterRecord.Info);
            FixSchool(isConsistent);
            for (var i = 0; i < 6; i++)
            {
                var student = (school == "104" ? 1000 + i : 2000 + i).ToString(CultureInfo.InvariantCulture);
                Keys(student, school);
                AddStudent(isConsistent, ref courseRecord);
            }

            for (var incident = 1; incident <= 4; incident++)
            {
                AddIncident(school, incident, isConsistent);
            }
        }

        return _text.ToString();
    }

    private void AddStudent(bool isConsistent, ref int courseRecord)
    {
        var times = isConsistent ? 1 : _random.Next(1, 3);
        for (var i = 0; i < times; i++)
        {
            var values = Draw(StudentRecord.Info);

            // A tribe belongs to an American Indian, and a transcript says of a student's home what the enrollment says.
            if (isConsistent)
            {
                values[StudentRecord.Info.FindProperty(nameof(StudentRecord.AmericanIndianOrAlaskaNative)).Number] = YesFlag.Yes.Code;
            }

            Add(values);
            foreach (var own in isConsistent ? SifMap.ST.Bindings : [])
            {
                var twin = SifMap.S1.Bindings.FirstOrDefault(binding => binding.Paths[0].Equals(own.Paths[0]) || binding.Paths[0].ToString() == own.Paths[0].ToString());
                if (twin is not null)
                {
                    _fixed[("ST", own.Field.Name)] = values[twin.Field.Number];
                }
            }
        }

        foreach (var record in new[] { ScramRecord.Info, YouthInCareRecord.Info, Section504Record.Info, SummerEbtRecord.Info, CourseMembershipRecord.Info, StudentTranscriptRecord.Info, TranscriptAssessmentRecord.Info })
        {
            for (var i = 0; i < (isConsistent || record == StudentTranscriptRecord.Info ? 1 : _random.Next(0, 3)); i++)
            {
                Add(record);
            }
        }

        for (var i = 0; i < 2; i++)
        {
            Fix(TranscriptCourseRecord.Info, nameof(TranscriptCourseRecord.CourseRecordId), (++courseRecord).ToString("000000000000", CultureInfo.InvariantCulture));
            Fix(TranscriptCourseRecord.Info, nameof(TranscriptCourseRecord.CreditsAttempted), isConsistent ? "1.000" : null);
            Fix(TranscriptCourseRecord.Info, nameof(TranscriptCourseRecord.CreditsEarned), isConsistent ? "0.750" : null);
            var values = Add(TranscriptCourseRecord.Info);
            foreach (var credits in new[] { "0.500", "0.250" })
            {
                Fix(TranscriptGradeRecord.Info, nameof(TranscriptGradeRecord.CourseRecordId), values[1]);
                Fix(TranscriptGradeRecord.Info, nameof(TranscriptGradeRecord.CourseTitle), values[TranscriptCourseRecord.Info.FindProperty(nameof(TranscriptCourseRecord.CourseTitle)).Number]);
                Fix(TranscriptGradeRecord.Info, nameof(TranscriptGradeRecord.CreditsEarned), isConsistent ? credits : null);
                Fix(TranscriptGradeRecord.Info, nameof(TranscriptGradeRecord.LetterGrade), "A-");
                Add(TranscriptGradeRecord.Info);
            }
        }
    }

    private void AddIncident(string school, int incident, bool isConsistent)
    {
        var id = school + incident.ToString(CultureInfo.InvariantCulture);
        Fix(IncidentRecord.Info, nameof(IncidentRecord.IncidentId), id);
        Fix(IncidentAssociationRecord.Info, nameof(IncidentAssociationRecord.IncidentId), id);
        Add(IncidentRecord.Info);
        for (var i = 0; i < 3; i++)
        {
            Keys((school == "104" ? 1000 + i : 2000 + i).ToString(CultureInfo.InvariantCulture), school);
            var values = Draw(IncidentAssociationRecord.Info);
            if (isConsistent)
            {
                MakeSayable(values, i);
            }

            Add(values);
        }
    }

    /// <summary>Disciplinary actions that SIF's codes can say together: suspensions and expulsions, with and without services.</summary>
    private static void MakeSayable(string[] values, int i)
    {
        var info = IncidentAssociationRecord.Info;
        var (method, inSchool) = i switch { 0 => (DisciplineMethod.Suspended, "Y"), 1 => (DisciplineMethod.Suspended, "N"), _ => (DisciplineMethod.Expelled, "N") };
        Set(nameof(IncidentAssociationRecord.DisciplineMethod), method.Code);
        Set(nameof(IncidentAssociationRecord.InSchool), inSchool);
        foreach (var property in new[] { nameof(IncidentAssociationRecord.ServicesOffered), nameof(IncidentAssociationRecord.ReferredToCourt), nameof(IncidentAssociationRecord.HearingOfficerRemoval) })
        {
            if (values[info.FindProperty(property).Number] == "U")
            {
                Set(property, "N");
            }
        }

        void Set(string property, string value) => values[info.FindProperty(property).Number] = value;
    }

    /// <summary>What the transcripts of a school say of the school.</summary>
    private void FixSchool(bool isConsistent)
    {
        foreach (var binding in SifMap.ST.Bindings.Where(binding => binding.Paths[0].Shape == SchoolInfoShape.Shape || binding.Paths[0].Shape == LEAInfoShape.Shape))
        {
            if (isConsistent && binding.Field.Key == FieldKey.None && (binding.Paths[0].Shape == SchoolInfoShape.Shape || !_fixed.ContainsKey(("ST", binding.Field.Name))))
            {
                _fixed[("ST", binding.Field.Name)] = Draw(binding.Field);
            }
        }
    }

    private void Keys(string student, string school)
    {
        foreach (var record in UtrexSpecification.Current.Records)
        {
            foreach (var (key, value) in new[] { (FieldKey.Lea, "01"), (FieldKey.School, school), (FieldKey.Student, student) })
            {
                if (record.FindKey(key) is { } field)
                {
                    _fixed[(record.Id, field.Name)] = value;
                }
            }
        }
    }

    private void Fix(RecordInfo record, string property, string? value)
    {
        var key = (record.Id, record.FindProperty(property).Name);
        if (value is null)
        {
            _fixed.Remove(key);
        }
        else
        {
            _fixed[key] = value;
        }
    }

    private string[] Add(RecordInfo record) => Add(Draw(record));

    private string[] Add(string[] values)
    {
        _text.Append(string.Join('\t', values).TrimEnd('\t')).Append('\n');
        return values;
    }

    private string[] Draw(RecordInfo record) => [.. record.Fields.Select(field =>
        field.Constant ?? (_fixed.TryGetValue((record.Id, field.Name), out var known) ? known : _random.NextDouble() < _blanks ? "" : Draw(field)))];

    private string Draw(FieldInfo field)
    {
        var day = new DateOnly(2025, 8, 1).AddDays(_random.Next(300));
        return field.Type switch
        {
            FieldType.Code => Code(field),
            FieldType.NumberOrCode when _random.Next(3) == 0 => Code(field),
            FieldType.Date or FieldType.PartialDate => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            FieldType.IsoDate => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldType.MonthDay => "0529",
            FieldType.Integer => _random.Next(1, (int)Math.Pow(10, Math.Min(field.Digits, 6)) - 1).ToString("D" + field.Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            FieldType.Decimal or FieldType.NumberOrCode => (_random.Next(1, (int)Math.Pow(10, Math.Min(field.Digits + field.Decimals, 6)) - 1) / (decimal)Math.Pow(10, field.Decimals)).ToString("F" + field.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            _ => Text(field),
        };
    }

    private string Code(FieldInfo field) => field.Codes!.Codes[_random.Next(field.Codes.Codes.Count)].Code;

    private string Text(FieldInfo field)
    {
        var text = new[] { "Älpha & <Beta>", "O'Neil \"x\"", "Zoë", "K", "a  b" }[_random.Next(5)];
        var most = field.ExactLength ?? field.MaxLength ?? field.Width;
        return text.Length <= most ? text : "Q";
    }
}
