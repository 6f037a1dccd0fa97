using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Xml;
using Utrex.Documents;

namespace Utrex.Transcripts.Pesc;

/// <summary>
/// What the schemas of PESC allow of the elements that are written, by the element's name: a text that is too long is cut, a value that does
/// not fit otherwise is taken away. What that changes is seen when the records are read back.
/// </summary>
internal static class PescLimits
{
    private const string Countries =
        "AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CS CU CV CW CX CY CZ DE DJ DK DM DO DZ EC " +
        "EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY GZ HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KS KW KY KZ LA " +
        "LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU " +
        "RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WE WF WS YE YT ZA ZM ZW";

    private const string States =
        "AA AB AE AK AL AP AR AS AZ BC CA CO CT CZ DC DE FL FM GA GU HI IA ID IL IN KS KY LA MA MB MD ME MH MI MN MO MP MS MT NB NC ND NE NF NH NJ NL NM NS NT NU NV NY OH OK ON OR PA PE PR PW QC RI SC SD " +
        "SK TN TX UT VA VI VT WA WI WV WY YT";

    private static readonly FrozenDictionary<string, Func<string, string?>> ByElement = new Dictionary<string, Func<string, string?>>(StringComparer.Ordinal)
    {
        ["DocumentID"] = Text(1, 35),
        ["OrganizationName"] = Text(1, 60),
        ["LocalOrganizationIDCode"] = Text(1, 35),
        ["CCD"] = Text(12, 12),
        ["AddressLine"] = Lines(3, 40),
        ["City"] = Text(2, 30),
        ["StateProvince"] = Text(2, 30),
        ["StateProvinceCode"] = OneOf(States.Split(' ')),
        ["PostalCode"] = Text(1, 17),
        ["CountryCode"] = OneOf(Countries.Split(' ')),
        ["PhoneNumber"] = Text(1, 11),
        ["NoteMessage"] = Text(1, 80),
        ["SchoolAssignedPersonID"] = Text(1, 20),
        ["AgencyAssignedID"] = Text(1, 30),
        ["FirstName"] = Text(1, 35),
        ["MiddleName"] = Lines(10, 35),
        ["LastName"] = Text(1, 35),
        ["BirthDate"] = Day,
        ["GenderCode"] = OneOf("Female", "Male", "Unreported"),
        ["StudentLevelCode"] = OneOf("PreKindergarten", "Kindergarten", "FirstGrade", "SecondGrade", "ThirdGrade", "FourthGrade", "FifthGrade", "SixthGrade", "SeventhGrade", "EighthGrade", "NinthGrade", "TenthGrade", "EleventhGrade", "TwelfthGrade"),
        ["AcademicAwardDate"] = Day,
        ["AcademicAwardTitle"] = Text(1, 400),
        ["CreditHoursAttempted"] = Number,
        ["CreditHoursEarned"] = Number,
        ["CreditHoursforGPA"] = Number,
        ["GradePointAverage"] = Number,
        ["ClassRank"] = Rank,
        ["ClassSize"] = Rank,
        ["EntryDate"] = Day,
        ["ExitDate"] = Day,
        ["SessionName"] = Text(1, 30),
        ["CourseCreditValue"] = Number,
        ["CourseCreditEarned"] = Number,
        ["CourseAcademicGrade"] = Text(1, 10),
        ["CourseNumber"] = Text(1, 15),
        ["OriginalCourseID"] = Text(1, 30),
        ["AgencyCourseID"] = Text(1, 30),
        ["CourseTitle"] = Text(1, 60),
        ["TestCode"] = Text(2, 5),
        ["TestName"] = Text(1, 60),
        ["TestDate"] = Day,
        ["SubtestCode"] = Text(2, 5),
        ["SubtestName"] = Text(1, 60),
        ["ScoreValue"] = Text(1, 80),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Makes all values of an object and of its parts fit.</summary>
    public static void Apply(DocumentObject item)
    {
        for (var slot = 0; slot < item.Shape.Slots.Length; slot++)
        {
            if (item[slot].IsNone)
            {
                continue;
            }

            var path = item.Shape.Slots[slot];
            var text = Xml(item[slot].ToString());
            var fitting = ByElement.TryGetValue(path[(path.LastIndexOf('/') + 1)..], out var limit) ? limit(text) : text;
            item[slot] = string.IsNullOrEmpty(fitting) ? default : Utf8Value.Of(fitting);
        }

        foreach (var part in item.Parts)
        {
            Apply(part);
        }
    }

    /// <summary>A text without the characters that XML cannot hold.</summary>
    public static string Xml(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }

        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or >= ' ' and not 0xFFFE and not 0xFFFF)
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }

    private static Func<string, string?> Text(int least, int most) => text =>
    {
        var length = text.Length <= most ? text.Length : char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return length < least ? null : text[..length];
    };

    private static Func<string, string?> Lines(int count, int most)
    {
        var line = Text(1, most);
        return text => string.Join('\n', text.Split('\n').Select(line).OfType<string>().Take(count));
    }

    private static Func<string, string?> OneOf(params string[] values) => text => values.Contains(text, StringComparer.Ordinal) ? text : null;

    private static string? Day(string text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text[..10] : null;

    private static string? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? text : null;

    private static string? Rank(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rank) && rank is >= 1 and <= 9999 ? rank.ToString(CultureInfo.InvariantCulture) : null;
}
