namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// The part of a batch that can feel a change: the records of the same students, of the incidents that they had a part in and of the
/// classes that were changed, and the schools. What validates clean or not in here does so in the whole batch. The spare records in it
/// are those that the change brings into the batch.
/// </summary>
internal sealed class Extract
{
    private readonly SampleRecords _records;
    private readonly BatchChanges _changes;
    private readonly HashSet<int> _numbers = [];
    private readonly HashSet<int> _schools = [];
    private readonly HashSet<(string, bool)> _students = [];

    private Extract(SampleRecords records, BatchChanges changes)
    {
        _records = records;
        _changes = changes;
    }

    /// <summary>The records that are about what was changed: those of the extract without what only makes a batch of it.</summary>
    public IReadOnlySet<int> Touched { get; private set; } = new HashSet<int>();

    /// <summary>The schools of which every record may feel the change.</summary>
    public IReadOnlySet<int> TouchedSchools { get; private set; } = new HashSet<int>();

    /// <summary>Whether it is the whole batch.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The numbers of the records.</summary>
    public IReadOnlySet<int> Numbers => _numbers;

    /// <summary>What can feel the changes.</summary>
    /// <param name="records">The records of the sample.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="before">Changes before them, which do not count.</param>
    public static Extract Of(SampleRecords records, BatchChanges changes, BatchChanges? before = null)
    {
        before ??= new BatchChanges();
        var extract = new Extract(records, changes);
        foreach (var (number, record) in changes.Changed)
        {
            if (!before.Changed.TryGetValue(number, out var earlier) || earlier != record)
            {
                extract.AddChanged(number, record);
            }
        }

        foreach (var (after, record) in changes.Added.Skip(before.Added.Count))
        {
            extract.AddRelated(record, Classmates.All);
            extract.AddFound(after);
        }

        foreach (var number in changes.Found.Skip(before.Found.Count))
        {
            extract.AddFound(number);
            if (number >= 0 && records.SchoolOf(number) == number)
            {
                extract.AddSchool(number);
            }
        }

        foreach (var school in changes.Schools.Except(before.Schools))
        {
            extract.AddSchool(records.FindSchool(school));
        }

        extract.Complete(changes.IsWhole && !before.IsWhole);
        return extract;
    }

    private void AddFound(int number)
    {
        if (number >= 0 && number < _records.Count)
        {
            Add(number);
            AddRelated(_records[number], Classmates.One);
            if (_changes.Current(_records, number) is { } current)
            {
                AddRelated(current, Classmates.One);
            }
        }
    }

    private void AddChanged(int number, EditableRecord? now)
    {
        var then = number < 0 ? _changes.Added[~number].Record : _records[number];
        if (number >= 0)
        {
            Add(number);
        }

        AddRelated(then, Classmates.All);
        if (now is not null)
        {
            AddRelated(now, Classmates.All);
        }

        if (then.Info == SchoolRecord.Info && number >= 0)
        {
            AddSchool(number);
        }
        else if (then.Info == CourseMembershipRecord.Info && (now is null || RecordLinks.Of(now).Class != RecordLinks.Of(then).Class))
        {
            AddClassmate(then);
        }
    }

    /// <summary>Adds what a record has to do with.</summary>
    private void AddRelated(EditableRecord record, Classmates classmates)
    {
        var links = RecordLinks.Of(record);
        if (links.Student is { } student)
        {
            AddStudent(student, withIncidents: true);
        }

        if (links.Incident is { } incident)
        {
            AddIncident(incident);
        }

        if (links.Class is { } key)
        {
            AddClass(key, record.Info == CourseMasterRecord.Info ? classmates : Classmates.None);
        }
    }

    private void AddStudent(string student, bool withIncidents)
    {
        if (!_students.Add((student, withIncidents)))
        {
            return;
        }

        foreach (var number in _records.OfStudent(student))
        {
            var links = RecordLinks.Of(_records[number]);
            if (links.Incident is not { } incident)
            {
                Add(number);
            }
            else if (withIncidents)
            {
                AddIncident(incident);
            }

            // The class that the student is in now: another violation may have changed that.
            if (links.Class is not null && _changes.Current(_records, number) is { } current && RecordLinks.Of(current).Class is { } key)
            {
                AddClass(key, Classmates.None);
            }
        }
    }

    private void AddIncident((string Id, string School) incident)
    {
        foreach (var number in _records.OfIncident(incident))
        {
            // Those who had a part in it come along, without their part in others.
            if (Add(number) && RecordLinks.Of(_records[number]).Student is { } student)
            {
                AddStudent(student, withIncidents: false);
            }
        }
    }

    private void AddClass((string Section, string Period, string School) key, Classmates classmates)
    {
        var numbers = _records.OfClass(key);
        foreach (var number in numbers.Where(number => _records[number].Info == CourseMasterRecord.Info))
        {
            Add(number);
        }

        // Of a class to which spare students come, and of a spare class, one makes it a class.
        var memberships = numbers.Where(number => _records[number].Info != CourseMasterRecord.Info);
        var own = memberships.TakeWhile(number => !_records.IsSpare(number)).Take(classmates switch { Classmates.All => int.MaxValue, Classmates.One => 1, _ => 0 }).ToList();
        foreach (var number in own.Count > 0 || classmates == Classmates.None ? own : memberships.Take(1))
        {
            AddStudent(RecordLinks.Of(_records[number]).Student!, withIncidents: false);
        }
    }

    /// <summary>Adds another student of a class, who stays in it.</summary>
    private void AddClassmate(EditableRecord membership)
    {
        var (student, _, key) = RecordLinks.Of(membership);
        var others = key is { } own ? _records.OfClass(own).Select(number => RecordLinks.Of(_records[number]).Student).OfType<string>() : [];
        if (others.FirstOrDefault(other => !string.Equals(other, student, StringComparison.Ordinal)) is { } mate)
        {
            AddStudent(mate, withIncidents: false);
        }
    }

    private void AddSchool(int? school)
    {
        if (school is not { } record || !_schools.Add(record))
        {
            return;
        }

        foreach (var number in _records.OfSchool(record).Where(number => !_records.IsSpare(number) || number == record))
        {
            Add(number);
            AddRelated(_records[number], Classmates.None);
        }
    }

    /// <summary>Which students come along with the record of their class.</summary>
    private enum Classmates
    {
        /// <summary>None: the one for whose sake it comes is in it.</summary>
        None,

        /// <summary>One, so that somebody is in it.</summary>
        One,

        /// <summary>All: the class has changed.</summary>
        All,
    }

    private bool Add(int number) => _numbers.Add(number);

    /// <summary>Makes a batch of it: the schools, and in each some students who were not changed.</summary>
    private void Complete(bool isWhole)
    {
        Touched = _numbers.Where(number => _records.SchoolOf(number) is >= 0 and var school && (number != school || _schools.Contains(school))).ToHashSet();
        TouchedSchools = _schools;
        IsWhole = isWhole;
        if (isWhole)
        {
            _numbers.UnionWith(Enumerable.Range(0, _records.FirstSpare));
        }

        var schools = _numbers.Select(_records.SchoolOf).Where(school => school >= 0).ToHashSet();
        foreach (var school in schools.DefaultIfEmpty(_records.FirstSchool))
        {
            foreach (var example in _records.ExamplesOf(school))
            {
                AddStudent(RecordLinks.Of(_records[example]).Student!, withIncidents: false);
            }
        }

        // An example may have come from another school.
        _numbers.UnionWith(_numbers.Select(_records.SchoolOf).Where(school => school >= 0).ToList());
        _numbers.UnionWith(_records.Frame);
    }
}
