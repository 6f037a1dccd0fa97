using System.Text;
using Utrex.Sdk.Repair;
using Utrex.Sdk.Y2026;
using Utrex.Sdk.Y2026.Records;

namespace Utrex.Sdk.Tests.Repair;

/// <summary>Most lines are not read to find out in which order a file writes days and months; what is found is as if they were.</summary>
public class DateOrderSearchTests
{
    [Fact]
    public void What_is_found_is_what_every_day_says()
    {
        var random = new Random(11);
        var orders = new HashSet<DateOrder>();
        for (var i = 0; i < 3_000; i++)
        {
            var days = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Day(random)).ToArray();
            var delimiter = random.Next(3) switch { 0 => "\t", 1 => ",", _ => "\",\"" };
            var lines = string.Concat(days.Select(day => Line(day, delimiter)));
            var found = days.Select(DateForms.OrderOf).Where(order => order != DateOrder.Unknown).Distinct().ToArray();

            var order = new DateOrderSearch(UtrexSpecification.Current).Search(new TextFileLines(new MemoryStream(Encoding.UTF8.GetBytes(lines))), CancellationToken.None);

            order.ShouldBe(found.Length == 1 ? found[0] : DateOrder.Unknown, lines);
            orders.Add(order);
        }

        orders.Count.ShouldBe(3);
    }

    private static string Line(string day, string delimiter)
    {
        var values = new string[CourseMembershipRecord.Info.Fields.Count];
        Array.Fill(values, "");
        values[1] = "30.15/7";
        values[CourseMembershipRecord.Info.FindProperty(nameof(CourseMembershipRecord.CourseEntryDate)).Number] = day;
        return delimiter.Length == 1 ? "AM=" + string.Join(delimiter, values) + '\n' : "\"AM=" + string.Join(delimiter, values) + "\"\n";
    }

    private static string Day(Random random) => random.Next(8) switch
    {
        0 => $"{random.Next(1, 40)}/{random.Next(1, 40)}",
        1 => $"{random.Next(1, 400)}/{random.Next(1, 40)}/2025",
        2 => $"2025-{random.Next(1, 13)}-{random.Next(1, 32)}",
        3 => $"{random.Next(1, 40)}.{random.Next(1, 400)}.2025",
        _ => $"{random.Next(1, 32)}{"/.-"[random.Next(3)]}{random.Next(1, 32):00}{"/.-"[random.Next(3)]}20{random.Next(10, 30)}{(random.Next(2) == 0 ? "" : " 0:00")}",
    };
}
