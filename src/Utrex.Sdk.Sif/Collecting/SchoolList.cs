using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Attended = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordSchoolAttendedShape;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>The schools of a collection, in the order of reading. Objects with one number within a LEA are one school.</summary>
internal sealed class SchoolList
{
    private readonly ICollectionReport _report;
    private readonly List<School> _schools = [];
    private readonly Dictionary<UInt128, int> _byId = [];
    private readonly Dictionary<Utf8Value, List<int>> _byNumber = [];

    public SchoolList(ObjectDirectory directory, ICollectionReport report)
    {
        _report = report;
        var leas = directory.All(LEAInfoShape.Shape).Select(lea => (lea.Place, Number: NumberOf(lea.Item))).DistinctBy(lea => lea.Number).ToList();

        var byNumber = new Dictionary<(Utf8Value Lea, Utf8Value Number), int>();
        foreach (var (place, item) in directory.All(SchoolInfoShape.Shape))
        {
            // A school that names no LEA belongs to the only one.
            var named = directory.PlaceOf(LEAInfoShape.Shape, item[SchoolInfoShape.LEAInfoRefId]);
            if (named < 0 && leas.Count != 1)
            {
                report.Miss(item, "LEAInfo");
                continue;
            }

            var lea = named < 0 ? leas[0] : (Place: named, Number: NumberOf(directory.Load(named)));
            if (named < 0 && item[SchoolInfoShape.LEAInfoRefId] is { IsNone: false } missing)
            {
                report.StandIn(item, $"LEAInfo {PrintableText.Of(missing.ToString())}, which was not sent; the only one that was stands in its place");
            }

            var number = item[SchoolInfoShape.StateProvinceId].Or(item.Id).Copy();
            if (!byNumber.TryGetValue((lea.Number, number), out var school))
            {
                byNumber[(lea.Number, number)] = school = _schools.Count;
                _schools.Add(new School(lea.Number, number, lea.Place, place));
                if (!_byNumber.TryGetValue(number, out var same))
                {
                    _byNumber[number] = same = [];
                }

                same.Add(school);
            }

            _byId[RefId.Parse(item.Id)] = school;
        }
    }

    public IReadOnlyList<School> Schools => _schools;

    /// <summary>The school with an identifier, or -1.</summary>
    public int Find(Utf8Value id) => !id.IsNone && _byId.TryGetValue(RefId.Parse(id), out var school) ? school : -1;

    /// <summary>The school that an object names, else the home school of its student; if one was named, that is reported.</summary>
    public int Find(Utf8Value id, int home, DocumentObject item, string name)
    {
        var school = Find(id);
        if (school < 0 && !id.IsNone && home >= 0)
        {
            _report.StandIn(item, $"SchoolInfo {PrintableText.Of(id.ToString())} ({name}), which was not sent; school {PrintableText.Of(_schools[home].Number.ToString())}, where the student is enrolled, stands in its place");
        }

        return school >= 0 ? school : home;
    }

    /// <summary>The first school that a transcript names and that is one of the LEA's, else the home school.</summary>
    public int OfTranscript(DocumentObject transcript, int home)
    {
        foreach (var part in transcript.PartsOf(Attended.Shape))
        {
            if (part[Attended.SchoolInfoDataStateProvinceId] is { IsNone: false } number && _byNumber.TryGetValue(number, out var same))
            {
                var found = home < 0 ? same[0] : same.FindIndex(school => _schools[school].Lea == _schools[home].Lea) is >= 0 and var at ? same[at] : -1;
                if (found >= 0)
                {
                    return found;
                }
            }
        }

        return home;
    }

    /// <summary>Takes a calendar: a school has one, and one that says its year before one that does not.</summary>
    public void AddCalendar(DocumentObject item, long place)
    {
        var school = Find(item[CalendarSummaryShape.SchoolInfoRefId]);
        if (school < 0)
        {
            _report.NotUse(item, "needs SchoolInfo, which was not sent");
            return;
        }

        var hasYear = CollectionYear.Of(item) is not null;
        if (_schools[school].Calendar >= 0)
        {
            _report.LeftOut.Add("CalendarSummary besides that of its school");
        }

        if (_schools[school].Calendar < 0 || (hasYear && !_schools[school].HasYear))
        {
            _schools[school].Calendar = place;
            _schools[school].HasYear = hasYear;
        }
    }

    private static Utf8Value NumberOf(DocumentObject lea) => lea[LEAInfoShape.StateProvinceId].Or(Utf8Value.Empty).Copy();
}
