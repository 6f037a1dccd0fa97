using System.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah;

/// <summary>
/// The state's registers as a folder of CSV files, each optional: REF_LEA.csv, REF_SCHOOL_LEA.csv, REF_COURSE_CODE.csv,
/// REF_STAFF_ID.csv, REF_SSID.csv. An LEA is looked up among the schools where REF_LEA.csv is absent.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class ReferenceFolder : IReferenceData
{
    private readonly Task<ReferenceTables> _reading;

    private ReferenceFolder(Task<ReferenceTables> reading) => _reading = reading;

    private ReferenceTables Tables => _reading.GetAwaiter().GetResult();

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the reading at the next row.</param>
    /// <exception cref="ReferenceDataException">A file is not what it should be; the message says where and why.</exception>
    /// <exception cref="IOException">A file cannot be read, or there is no such folder.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public static ReferenceFolder Open(string folder, CancellationToken cancellationToken = default)
    {
        CheckExists(folder);
        return new ReferenceFolder(Task.FromResult(new ReferenceTables(folder, cancellationToken)));
    }

    /// <summary>Begins to read the files of a folder on another thread, so that a batch can be read meanwhile.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the reading at the next row.</param>
    /// <returns>The folder, of which every question waits until all of it has been read, and fails as <see cref="Open"/> does where it cannot be.</returns>
    /// <exception cref="IOException">There is no such folder.</exception>
    public static ReferenceFolder Begin(string folder, CancellationToken cancellationToken = default)
    {
        CheckExists(folder);
        return new ReferenceFolder(Task.Factory.StartNew(() => new ReferenceTables(folder, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default));
    }

    /// <inheritdoc/>
    /// <exception cref="ReferenceDataException">A file is not what it should be; the message says where and why.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void WaitUntilReady(CancellationToken cancellationToken)
    {
        // Who waits wants to know why the reading ended, not that it did.
        _reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(cancellationToken);
        _ = Tables;
    }

    /// <inheritdoc/>
    public bool Has(ReferenceRegister register) => register switch
    {
        ReferenceRegister.Leas => Tables.Leas is not null,
        ReferenceRegister.Schools => Tables.Schools is not null,
        ReferenceRegister.Courses => Tables.Courses is not null,
        ReferenceRegister.Staff => Tables.Staff is not null,
        ReferenceRegister.Students => Tables.Students is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(register), register, "The state has no such register."),
    };

    /// <inheritdoc/>
    public LeaReference? FindLea(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return Tables.Leas?.Of(Find(number), row => row) is { Length: > 0 } rows
            ? new LeaReference(number, Array.Exists(rows, row => row.IsActive)) { Name = Tables.Texts.ToText(Array.Find(rows, row => !row.Name.IsBlank).Name) }
            : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SchoolReference> FindSchools(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return Tables.Schools?.Of(Find(number), ToReference) ?? [];
    }

    /// <summary>The schools of an LEA, every row of them, in the order of the file.</summary>
    /// <param name="lea">The LEA's number.</param>
    public IEnumerable<SchoolReference> FindSchoolsOf(string lea)
    {
        ArgumentNullException.ThrowIfNull(lea);
        var wanted = Find(lea);
        return Tables.Schools is null || wanted.IsBlank ? [] : Tables.Schools.Rows.Where(row => row.Lea == wanted).Select(ToReference);
    }

    private SchoolReference ToReference(ReferenceTables.SchoolRow row) => new()
    {
        Number = Tables.Texts.ToText(row.Number)!,
        Name = Tables.Texts.ToText(row.Name),
        Lea = Tables.Texts.ToText(row.Lea),
        SchoolYear = row.SchoolYear,
        LowGrade = Tables.Texts.ToText(row.LowGrade),
        HighGrade = Tables.Texts.ToText(row.HighGrade),
        IsActive = row.IsActive,
        IsClosed = row.IsClosed,
        Closed = row.Closed,
        Type = Tables.Texts.ToText(row.Type),
        IsCompetencyBased = row.IsCompetencyBased,
        IsInternationalBaccalaureate = row.IsInternationalBaccalaureate,
    };

    /// <inheritdoc/>
    public IReadOnlyList<CourseReference> FindCourses(string coreCode)
    {
        ArgumentNullException.ThrowIfNull(coreCode);
        return Tables.Courses?.Of(Find(coreCode), row => new CourseReference
        {
            CoreCode = coreCode,
            IsActive = row.IsActive,
            ValidFor = Tables.Texts.ToText(row.ValidFor),
            EffectiveYear = row.EffectiveYear,
            RetireYear = row.RetireYear,
        }) ?? [];
    }

    /// <inheritdoc/>
    public StaffReference? FindStaff(string personId)
    {
        ArgumentNullException.ThrowIfNull(personId);
        return Tables.Staff?.Of(Find(personId), row => row.IsActive) is { Length: > 0 } rows ? new StaffReference(personId, Array.Exists(rows, isActive => isActive)) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StudentReference> FindStudents(string ssid)
    {
        ArgumentNullException.ThrowIfNull(ssid);
        return Tables.Students?.Of(Find(ssid), row => new StudentReference
        {
            Ssid = ssid,
            IsActive = row.IsActive,
            LastName = Tables.Texts.ToText(row.LastName),
            FirstName = Tables.Texts.ToText(row.FirstName),
            BirthDate = row.BirthDate,
            CohortYear = row.CohortYear,
            Lea = Tables.Texts.ToText(row.Lea),
        }) ?? [];
    }

    /// <summary>Every row with this SSID, without a string.</summary>
    /// <param name="utf8Ssid">The SSID.</param>
    public StudentRows FindStudents(ReadOnlySpan<byte> utf8Ssid) => new(this, Tables.Students?.First(Tables.Texts.Find(utf8Ssid)) ?? 0);

    /// <summary>A row of a student, and where the next one is.</summary>
    internal StudentRow StudentAt(int place, out int next)
    {
        var tables = Tables;
        ref readonly var row = ref tables.Students!.RowAt(place, out next);
        return new StudentRow
        {
            IsActive = row.IsActive,
            LastName = tables.Texts[row.LastName],
            FirstName = tables.Texts[row.FirstName],
            BirthDate = row.BirthDate,
            CohortYear = row.CohortYear,
            Lea = tables.Texts[row.Lea],
        };
    }

    private TextId Find(string text) => Tables.Texts.Find(Encoding.UTF8.GetBytes(text));

    private static void CheckExists(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder {PrintableText.Of(folder, int.MaxValue)}.");
        }
    }
}
