using System.Globalization;
using System.Text;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Tests.Validation.Across;

/// <summary>The tables and joins of the index do what dictionaries and sorting of objects would do.</summary>
public sealed class IndexTests
{
    private readonly Random _random = new(7);

    [Fact]
    public void A_table_of_pairs_is_a_dictionary()
    {
        const int Count = 20_000;
        var table = new PairTable(Count);
        var known = new Dictionary<(int, int), int>();
        for (var i = 0; i < Count; i++)
        {
            var (first, second) = (_random.Next(150), _random.Next(150));
            known.TryAdd((first, second), i);
            table.TryAdd(new TextId(first), new TextId(second), i).ShouldBe(known[(first, second)]);
            if (_random.Next(10) == 0)
            {
                known[(first, second)] = i;
                table.Set(new TextId(first), new TextId(second), i);
            }
        }

        for (var first = 0; first < 150; first++)
        {
            for (var second = 0; second < 150; second++)
            {
                int? expected = known.TryGetValue((first, second), out var value) ? value : null;
                table.Find(new TextId(first), new TextId(second)).ShouldBe(expected);
                table.Contains(new TextId(first), new TextId(second)).ShouldBe(expected is not null);
            }
        }
    }

    [Fact]
    public void A_table_of_pairs_may_be_empty() => new PairTable(0).Find(default, default).ShouldBeNull();

    [Fact]
    public void A_table_and_a_set_of_texts_are_a_dictionary_and_a_set()
    {
        var texts = Texts(500);
        var (table, set) = (new TextTable(texts), new TextSet(texts));
        var (known, seen) = (new Dictionary<int, int>(), new HashSet<int>());
        for (var i = 0; i < 400; i++)
        {
            var id = new TextId(_random.Next(texts.Count));
            known.TryAdd(id.Number, i);
            table.TryAdd(id, i).ShouldBe(known[id.Number]);
            set.Add(id).ShouldBe(seen.Add(id.Number));
        }

        for (var number = 0; number < texts.Count; number++)
        {
            table.Find(new TextId(number)).ShouldBe(known.TryGetValue(number, out var value) ? value : null);
            set.Contains(new TextId(number)).ShouldBe(seen.Contains(number));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(10_000)]
    public void Rows_are_kept_and_put_in_any_order(int count)
    {
        var rows = new Rows<int>();
        for (var i = 0; i < count; i++)
        {
            rows.Add(i);
        }

        var order = Enumerable.Range(0, count).ToArray();
        _random.Shuffle(order);
        rows.Arrange([.. order]);

        rows.Count.ShouldBe(count);
        Enumerable.Range(0, count).Select(i => rows[i]).ShouldBe(order);
        var next = 0;
        foreach (var row in rows.Between(count / 3, count))
        {
            row.ShouldBe(order[(count / 3) + next++]);
        }
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(1000, 20)]
    [InlineData(1000, 5000)]
    public void Groups_are_the_records_of_each_student_in_their_order(int count, int students)
    {
        var texts = Texts(students);
        var rows = new Rows<TranscriptTest>();
        for (var i = 0; i < count; i++)
        {
            rows.Add(new TranscriptTest(Key(i, _random.Next(texts.Count), 0)));
        }

        var groups = new StudentGroups<TranscriptTest>(rows, texts);

        var expected = Enumerable.Range(0, count).ToLookup(i => rows[i].Key.Student.Number);
        groups.Blank.ToArray().ShouldBe(expected[0]);
        var found = new List<int>();
        for (var student = default(TextId); groups.TryNext(ref student, out var records);)
        {
            found.Add(student.Number);
            records.ToArray().ShouldBe(expected[student.Number]);
            groups.Of(student).ToArray().ShouldBe(expected[student.Number]);
        }

        found.ShouldBe(expected.Select(group => group.Key).Where(number => number != 0).Order());
    }

    [Fact]
    public void A_key_has_an_SSID_or_an_item_and_its_line()
    {
        var course = new RecordKey(int.MaxValue, new(1), new(2), new(3), default, new(5), new(6));
        var student = new RecordKey(int.MaxValue, new(1), new(2), new(3), new(4), new(5), default);

        (course.Line, course.Ssid, course.Course, course.Incident).ShouldBe((int.MaxValue, default, new TextId(6), new TextId(6)));
        (student.Line, student.Ssid, student.Item).ShouldBe((int.MaxValue, new TextId(4), default));
        (student.Lea, student.School, student.Student, student.EntryDate).ShouldBe((new TextId(1), new TextId(2), new TextId(3), new TextId(5)));
        student.ShouldNotBe(course);
        student.With(new TextId(7)).ShouldBe(new RecordKey(int.MaxValue, new(1), new(2), new(3), new(7), new(5), default));
    }

    [Fact]
    public void A_day_is_packed_as_it_is()
    {
        FieldValue<DateOnly>[] days = [default, FieldValue<DateOnly>.Malformed, new(DateOnly.MinValue), new(new DateOnly(2010, 2, 28)), new(DateOnly.MaxValue)];
        days.Select(day => (FieldValue<DateOnly>)(PackedDay)day).ShouldBe(days);
    }

    [Fact]
    public void Transcript_courses_and_grades_are_joined_by_student_and_number()
    {
        var index = new BatchIndex(new Sdk.Specification.SubmissionContext(2026, new DateOnly(2026, 6, 15)), NoReferenceData.Instance);
        for (var i = 0; i < 300; i++)
        {
            index.Texts.Add(Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture)));
        }

        for (var i = 0; i < 2000; i++)
        {
            index.TranscriptCourses.Add(new TranscriptCourse { Key = Key(i, _random.Next(60), _random.Next(40)) });
            index.TranscriptGrades.Add(new TranscriptGrade { Key = Key(i, _random.Next(60), _random.Next(40)) });
        }

        var join = new TranscriptJoin(index);

        var courses = Enumerable.Range(0, 2000).ToLookup(i => (index.TranscriptCourses[i].Key.Student, index.TranscriptCourses[i].Key.Course));
        var grades = Enumerable.Range(0, 2000).Select(i => (index.TranscriptGrades[i].Key.Student, index.TranscriptGrades[i].Key.Course)).ToHashSet();
        for (var i = 0; i < 2000; i++)
        {
            var course = index.TranscriptCourses[i].Key;
            join.IsGraded(i).ShouldBe(grades.Contains((course.Student, course.Course)));
            var grade = index.TranscriptGrades[i].Key;
            var first = courses[(grade.Student, grade.Course)].ToArray();
            join.CourseOf(i).ShouldBe(first.Length > 0 ? first[0] : null);
        }
    }

    [Fact]
    public void Sums_of_days_know_what_they_do_not_know()
    {
        var sum = DaySum.Of(new FieldValue<int>(180)) + DaySum.Of(FieldValue<int>.Malformed) + DaySum.Of(FieldValue<int>.Blank);

        sum.Least.ShouldBe(180);
        sum.IsUnsure.ShouldBeTrue();
        sum.AsUnsure().Least.ShouldBe(0);
        DaySum.Of(FieldValue<int>.Blank).IsNone.ShouldBeTrue();
        DaySum.Of(FieldValue<int>.Malformed).IsNone.ShouldBeFalse();
        sum.Exceeds(DaySum.Of(new FieldValue<int>(179))).ShouldBeTrue();
        DaySum.Of(new FieldValue<int>(500)).Exceeds(sum).ShouldBeFalse();
    }

    [Fact]
    public void Packed_sums_of_days_are_those_sums()
    {
        DaySum[] sums = [default, new(0, isUnsure: true), new(180, isUnsure: false), new(181, isUnsure: true), new(1_000_000_000, isUnsure: true)];

        sums.Select(sum => (DaySum)(PackedDaySum)sum).ShouldBe(sums);
        ((DaySum)(PackedDaySum)new DaySum(5_000_000_000, isUnsure: true)).ShouldSatisfyAllConditions(sum => sum.Least.ShouldBeGreaterThan(1_000_000_000), sum => sum.IsUnsure.ShouldBeTrue());
    }

    private static TextPool Texts(int count)
    {
        var texts = new TextPool();
        for (var i = 1; i < count; i++)
        {
            texts.Add(Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture)));
        }

        return texts;
    }

    private static RecordKey Key(int line, int student, int item) => new(line, default, default, new TextId(student), default, default, new TextId(item));
}
