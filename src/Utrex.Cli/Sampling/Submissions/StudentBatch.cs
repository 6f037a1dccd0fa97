using Utrex.Cli.Sampling.Violations;

namespace Utrex.Cli.Sampling.Submissions;

/// <summary>
/// The part of a sample that is a batch of a few students: all that their schools say of them and their classes, without incidents, which
/// others have a part in.
/// </summary>
internal static class StudentBatch
{
    /// <summary>The batch of the students that changes speak of, with the changes.</summary>
    public static EditableBatch Of(SampleRecords records, BatchChanges changes)
    {
        var numbers = records.Frame.Where(number => records.SchoolOf(number) < 0).ToHashSet();
        var spoken = changes.Found.Concat(changes.Changed.Keys).Concat(changes.Added.Select(added => added.After)).Where(number => number >= 0 && number < records.Count);
        foreach (var student in spoken.Select(number => RecordLinks.Of(records[number]).Student).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            foreach (var number in records.OfStudent(student))
            {
                var links = RecordLinks.Of(records[number]);
                if (links.Incident is null)
                {
                    numbers.Add(number);
                    numbers.Add(records.SchoolOf(number));
                    numbers.UnionWith(links.Class is { } key ? records.OfClass(key).Where(other => records[other].Info == CourseMasterRecord.Info) : []);
                }
            }
        }

        return changes.Apply(records, numbers).Copy();
    }
}
