using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>The LEA (LEAInfo) and its schools (SchoolInfo, CalendarSummary), from DI and SC and from what transcripts say of them.</summary>
internal sealed class SchoolObjects(SifOutput output)
{
    private static readonly Utf8Value LeaWord = Utf8Value.Of("LEAInfo");
    private static readonly Utf8Value SchoolWord = Utf8Value.Of("SchoolInfo");
    private static readonly Utf8Value CalendarWord = Utf8Value.Of("CalendarSummary");

    // What has been written, by identifier.
    private readonly HashSet<Utf8Value> _leas = [];
    private readonly Dictionary<Utf8Value, DocumentObject> _schools = [];
    private DocumentObject? _lea;
    private BatchRow? _district;
    private bool _hasSchool;

    public Utf8Value LeaId(Utf8Value lea) => output.Ids.Of(LeaWord, lea);

    public Utf8Value SchoolId(Utf8Value lea, Utf8Value school) => output.Ids.Of(SchoolWord, lea, school);

    /// <summary>Whether a district record is a further one of the LEA at hand: it begins nothing, and the report says so.</summary>
    public bool IsAgain(BatchRow district)
    {
        var isAgain = _district is not null && _lea is not null && _lea[LEAInfoShape.RefId] == LeaId(district[FieldKey.Lea]);
        if (isAgain)
        {
            output.Report.Lose(district, "the batch has one of this LEA already");
        }

        return isAgain;
    }

    /// <summary>Begins an LEA.</summary>
    public void Begin(BatchRow district)
    {
        if (_leas.Contains(LeaId(district[FieldKey.Lea])))
        {
            output.Report.Lose(district, "the batch has one of this LEA already");
            return;
        }

        _district = district;
        _ = Lea(district[FieldKey.Lea]);
    }

    /// <summary>The LEA, which is written at the end, when its name may be known.</summary>
    public DocumentObject Lea(Utf8Value number) => _lea ??= new DocumentObject(LEAInfoShape.Shape)
    {
        [LEAInfoShape.RefId] = LeaId(number),
        [LEAInfoShape.StateProvinceId] = number.OrNone(),
    };

    /// <summary>A school's objects as its record gives them.</summary>
    public DocumentObjects School(BatchRow row)
    {
        var number = row[FieldKey.School];
        var objects = new DocumentObjects(SifMap.Shapes, Lea(output.Lea), Named(number), new DocumentObject(CalendarSummaryShape.Shape)
        {
            [CalendarSummaryShape.RefId] = output.Name(CalendarWord, output.Lea, number, output.SchoolYear),
            [CalendarSummaryShape.SchoolInfoRefId] = SchoolId(output.Lea, number),
            [CalendarSummaryShape.SchoolYear] = output.SchoolYear,
            [CalendarSummaryShape.LocalId] = number,
        });
        if (!IsWritten(objects))
        {
            output.Report.Derive("CalendarSummary/LocalId");
            output.Fill(SifMap.SC, objects, row);
        }

        return objects;
    }

    /// <summary>A school as it was written, or one of which nothing but the number is known.</summary>
    public DocumentObject Named(Utf8Value number) => _schools.GetValueOrDefault(SchoolId(output.Lea, number)) ?? new DocumentObject(SchoolInfoShape.Shape)
    {
        [SchoolInfoShape.RefId] = SchoolId(output.Lea, number),
        [SchoolInfoShape.StateProvinceId] = number.OrNone(),
        [SchoolInfoShape.LEAInfoRefId] = LeaId(output.Lea),
    };

    /// <summary>Whether the school has been written, and no more can be said of it.</summary>
    public bool IsWritten(DocumentObjects objects) => _schools.ContainsKey(objects[SchoolInfoShape.Shape]![SchoolInfoShape.RefId]);

    /// <summary>Writes a school once all that is said of it is known.</summary>
    /// <param name="objects">Its objects.</param>
    /// <param name="row">Its record, or <see langword="null"/> where others speak of a school that has none.</param>
    public void Write(DocumentObjects objects, BatchRow? row)
    {
        var school = objects[SchoolInfoShape.Shape]!;
        _hasSchool = true;
        if (!_schools.TryAdd(school[SchoolInfoShape.RefId], school))
        {
            if (row is not null)
            {
                output.Report.Lose(row, "the batch has one of this school already");
            }

            return;
        }

        if (row is not null)
        {
            output.Check(SifMap.SC, objects, row);
            output.Write(school);
            output.Write(objects[CalendarSummaryShape.Shape]!);
        }
        else
        {
            output.Report.Derive("SchoolInfo");
            output.Write(school);
        }
    }

    /// <summary>Ends an LEA.</summary>
    public void WriteLea()
    {
        if (_lea is not null)
        {
            if (_district is not null)
            {
                output.Check(SifMap.DI, new DocumentObjects(SifMap.Shapes, _lea), _district);
                if (!_hasSchool)
                {
                    output.Report.Lose(_district, "no school follows it");
                }
            }

            if (_leas.Add(_lea[LEAInfoShape.RefId]))
            {
                output.Write(_lea);
            }

            (_lea, _district, _hasSchool) = (null, null, false);
        }
    }
}
