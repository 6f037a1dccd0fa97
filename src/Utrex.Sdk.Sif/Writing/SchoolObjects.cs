using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>The LEA (LEAInfo) and its schools (SchoolInfo, CalendarSummary), from DI and SC and from what transcripts say of them.</summary>
internal sealed class SchoolObjects(SifOutput output)
{
    private SifObject? _lea;
    private BatchRow? _district;

    public static string LeaId(string lea) => RefId.Of("LEAInfo", lea);

    public static string SchoolId(string lea, string school) => RefId.Of("SchoolInfo", lea, school);

    /// <summary>Begins an LEA.</summary>
    public void Begin(BatchRow district)
    {
        _district = district;
        _ = Lea(district[FieldKey.Lea]);
    }

    /// <summary>The LEA, which is written at the end, when its name may be known.</summary>
    public SifObject Lea(string number) => _lea ??= new SifObject(LEAInfoShape.Shape)
    {
        [LEAInfoShape.RefId] = LeaId(number),
        [LEAInfoShape.StateProvinceId] = number.Length > 0 ? number : null,
    };

    /// <summary>A school's objects as its record gives them.</summary>
    public SifObjects School(BatchRow row)
    {
        var number = row[FieldKey.School];
        var objects = new SifObjects(Lea(output.Lea), Stub(number), new SifObject(CalendarSummaryShape.Shape)
        {
            [CalendarSummaryShape.RefId] = output.Name("CalendarSummary", output.Lea, number, output.SchoolYear),
            [CalendarSummaryShape.SchoolInfoRefId] = SchoolId(output.Lea, number),
            [CalendarSummaryShape.SchoolYear] = output.SchoolYear,
            [CalendarSummaryShape.LocalId] = number,
        });
        output.Report.Derive("CalendarSummary/LocalId");
        output.Fill(SifMap.SC, objects, row);
        return objects;
    }

    /// <summary>A school of which nothing but the number is known.</summary>
    public SifObject Stub(string number) => new(SchoolInfoShape.Shape)
    {
        [SchoolInfoShape.RefId] = SchoolId(output.Lea, number),
        [SchoolInfoShape.StateProvinceId] = number.Length > 0 ? number : null,
        [SchoolInfoShape.LEAInfoRefId] = LeaId(output.Lea),
    };

    /// <summary>Writes a school once all that is said of it is known.</summary>
    public void Write(SifObjects objects, BatchRow row)
    {
        output.Check(SifMap.SC, objects, row);
        var school = objects[SchoolInfoShape.Shape]!;
        output.Share(school[SchoolInfoShape.RefId]!, [school], id => school[SchoolInfoShape.RefId] = id);
        output.Write(objects[CalendarSummaryShape.Shape]!);
    }

    /// <summary>Ends an LEA.</summary>
    public void WriteLea()
    {
        if (_lea is not null)
        {
            if (_district is not null)
            {
                output.Check(SifMap.DI, new SifObjects(_lea), _district);
            }

            output.Write(_lea);
            (_lea, _district) = (null, null);
        }
    }
}
