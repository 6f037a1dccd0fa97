using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>
/// The sums and the average of a transcript (ST) against its courses (TC) and grades (TG). Which of them an LEA counts, and how, nobody says: what
/// is found cannot be right in any way of counting.
/// </summary>
internal sealed class TranscriptSums(RuleClaims claims) : BatchRule(claims)
{
    private const int GpaDigits = 1;
    private const int GpaDecimals = 3;
    private const int FirstGrade = 9;

    // Thirds of a credit are rounded, and so are averages.
    private const decimal RoundingOfCredits = 0.001m;
    private const decimal RoundingOfAverage = 0.006m;

    private RuleInfo Earned { get; } = claims.Rule("ST.X11");
    private RuleInfo Attempted { get; } = claims.Rule("ST.X12");
    private RuleInfo Average { get; } = claims.Rule("ST.X13");

    /// <summary>What each letter counts, at least and at most: <c>A- 3.6 4.0</c>.</summary>
    private Dictionary<string, PointRange> Points => field ??= Average.Values.Select(value => value.Split(' ')).ToDictionary(
        parts => parts[0], parts => new PointRange(decimal.Parse(parts[1], CultureInfo.InvariantCulture), decimal.Parse(parts[2], CultureInfo.InvariantCulture)), StringComparer.OrdinalIgnoreCase);

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        if (index.Transcripts.Count == 0 || index.TranscriptCourses.Count == 0)
        {
            return;
        }

        var letters = LettersOf(index);
        using var courses = new StudentGroups<TranscriptCourse>(index.TranscriptCourses, index.Texts);
        var own = new List<CountedCourse>();
        var times = new Dictionary<TextId, int>();
        foreach (ref readonly var transcript in index.Transcripts)
        {
            own.Clear();
            foreach (var at in transcript.Key.Student.IsBlank ? [] : courses.Of(transcript.Key.Student))
            {
                if (index.TranscriptCourses[at].Key.School == transcript.Key.School)
                {
                    own.Add(Counted(index, at, letters));
                }
            }

            if (own.Count > 0)
            {
                MarkRepeated(own, times);
                CheckSum(index, Earned, transcript, transcript.Credits, own, course => course.Earned, isWhole: true, findings);
                CheckSum(index, Attempted, transcript, transcript.CreditsAttempted, own, course => course.Attempted, isWhole: false, findings);
                CheckAverage(index, transcript, own, findings);
            }
        }
    }

    /// <summary>What the grades of each course count, at least and at most; none where none of its grades counts.</summary>
    private PointRange?[] LettersOf(BatchIndex index)
    {
        var join = index.TranscriptJoin;
        var letters = new PointRange?[index.TranscriptCourses.Count];
        var pointsOf = new Dictionary<TextId, PointRange?>();
        for (var i = 0; i < index.TranscriptGrades.Count; i++)
        {
            if (join.CourseOf(i) is { } course && PointsOf(index.TranscriptGrades[i].Letter) is { } points)
            {
                letters[course] = letters[course] is { } known ? known.With(points) : points;
            }
        }

        return letters;

        // There are few letters, and a lot of grades.
        PointRange? PointsOf(TextId letter)
        {
            ref var points = ref CollectionsMarshal.GetValueRefOrAddDefault(pointsOf, letter, out var isKnown);
            if (!isKnown && Points.TryGetValue(Encoding.UTF8.GetString(index.Texts[letter]), out var counted))
            {
                points = counted;
            }

            return points;
        }
    }

    private static CountedCourse Counted(BatchIndex index, int at, PointRange?[] letters)
    {
        ref readonly var course = ref index.TranscriptCourses[at];
        var year = Scalars.Integer(index.Texts[course.SchoolYear]);
        return new CountedCourse
        {
            Same = course.CoreCode.IsBlank ? course.Title : course.CoreCode,
            IsOptional = course.Grade.Number is < FirstGrade || !year.HasValue || year.Value >= index.Context.SchoolYear,
            Earned = index.Credits(course.CreditsEarned),
            Attempted = index.Credits(course.CreditsAttempted),
            Points = letters[at],
        };
    }

    /// <summary>Of courses that were taken more than once, any may count or not.</summary>
    private static void MarkRepeated(List<CountedCourse> courses, Dictionary<TextId, int> times)
    {
        times.Clear();
        foreach (var course in courses)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(times, course.Same, out _)++;
        }

        foreach (ref var course in CollectionsMarshal.AsSpan(courses))
        {
            course.IsOptional |= times[course.Same] > 1;
        }
    }

    /// <summary>Compares a sum with the courses.</summary>
    /// <remarks>Where it need not be of the whole time in school, it may be any part of their sum.</remarks>
    private static void CheckSum(BatchIndex index, RuleInfo rule, in Transcript transcript, TextId text, List<CountedCourse> courses, Func<CountedCourse, FieldValue<decimal>> creditsOf, bool isWhole, BatchFindings findings)
    {
        var (least, most) = (0m, 0m);
        foreach (var course in courses)
        {
            if (creditsOf(course) is not { HasValue: true } credits)
            {
                return;
            }

            most += credits.Value;
            least += course.IsOptional || !isWhole ? 0 : credits.Value;
        }

        var rounding = RoundingOfCredits * courses.Count;
        if (index.CreditSum(text) is { HasValue: true } sum && (sum.Value < least - rounding || sum.Value > most + rounding))
        {
            findings.Add(rule, transcript.Key, text);
        }
    }

    private void CheckAverage(BatchIndex index, in Transcript transcript, List<CountedCourse> courses, BatchFindings findings)
    {
        if (Scalars.Decimal(index.Texts[transcript.Average], GpaDigits, GpaDecimals) is not { HasValue: true } average || IsOfAll(courses, average.Value))
        {
            return;
        }

        var graded = courses.FindAll(course => course.Points is not null);
        if (graded.Count == 0)
        {
            return;
        }

        // By credits, or all courses alike; the greatest is the least of the negatives.
        var least = Math.Min(LeastAverage(graded, course => course.Points!.Value.Least, Credits), LeastAverage(graded, course => course.Points!.Value.Least, _ => 1));
        var most = -Math.Min(LeastAverage(graded, course => -course.Points!.Value.Most, Credits), LeastAverage(graded, course => -course.Points!.Value.Most, _ => 1));
        if (average.Value < least - RoundingOfAverage || average.Value > most + RoundingOfAverage)
        {
            findings.Add(Average, transcript.Key, transcript.Average);
        }
    }

    /// <summary>Whether an average is that of all courses by credits, as most are: then nothing needs to be looked for.</summary>
    private static bool IsOfAll(List<CountedCourse> courses, decimal average)
    {
        var (least, most, weight) = (0m, 0m, 0m);
        foreach (ref readonly var course in CollectionsMarshal.AsSpan(courses))
        {
            if (course.Points is { } points)
            {
                var credits = Credits(course);
                (least, most, weight) = (least + (points.Least * credits), most + (points.Most * credits), weight + credits);
            }
        }

        return average * weight >= least && average * weight <= most;
    }

    private static decimal Credits(CountedCourse course) => course.Attempted is { HasValue: true, Value: > 0 } credits ? credits.Value : 1;

    /// <summary>The least average: that of the courses that must count, and of those others that lower it.</summary>
    private static decimal LeastAverage(List<CountedCourse> courses, Func<CountedCourse, decimal> valueOf, Func<CountedCourse, decimal> weightOf)
    {
        var (sum, weight) = (0m, 0m);
        foreach (var course in courses.Where(course => !course.IsOptional))
        {
            (sum, weight) = (sum + (valueOf(course) * weightOf(course)), weight + weightOf(course));
        }

        foreach (var course in courses.Where(course => course.IsOptional).OrderBy(valueOf))
        {
            if (weight > 0 && valueOf(course) >= sum / weight)
            {
                break;
            }

            (sum, weight) = (sum + (valueOf(course) * weightOf(course)), weight + weightOf(course));
        }

        return sum / weight;
    }

    /// <summary>What a letter counts, at least and at most, in thousandths: there is one for each course of a batch.</summary>
    private readonly struct PointRange
    {
        private const byte Decimals = 3;
        private const int Thousand = 1000;

        private readonly short _least;
        private readonly short _most;

        public PointRange(decimal least, decimal most)
            : this(checked((short)(least * Thousand)), checked((short)(most * Thousand)))
        {
        }

        private PointRange(short least, short most) => (_least, _most) = (least, most);

        public decimal Least => new(_least, 0, 0, isNegative: false, Decimals);

        public decimal Most => new(_most, 0, 0, isNegative: false, Decimals);

        /// <summary>What either of two letters may count.</summary>
        public PointRange With(PointRange other) => new(Math.Min(_least, other._least), Math.Max(_most, other._most));
    }

    /// <summary>A course as sums and averages see it.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct CountedCourse
    {
        /// <summary>What courses have in common that are the same one.</summary>
        public TextId Same { get; init; }

        /// <summary>Whether it may count or not.</summary>
        public bool IsOptional { get; set; }

        public FieldValue<decimal> Earned { get; init; }

        public FieldValue<decimal> Attempted { get; init; }

        public PointRange? Points { get; init; }
    }
}
