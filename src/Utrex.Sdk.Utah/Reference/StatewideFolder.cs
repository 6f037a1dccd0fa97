using System.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah;

/// <summary>
/// The registers of <see cref="IStatewideRegisters"/> as a folder of CSV files, each optional: REF_LEA.csv, REF_SCHOOL_LEA.csv and
/// REF_COURSE_CODE.csv with their optional columns LEA_TYPE, APPROVED_SCHEDULE and ESSENTIAL_ELEMENTS, and REF_RESIDENCE.csv, which stands for
/// the answers of a geocoder. Nothing else of these files is read.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class StatewideFolder : IStatewideRegisters
{
    private const int LeaDigits = 2;
    private const int SchoolDigits = 3;
    private const int CoreCodeDigits = 11;
    private const int ZipDigits = 5;
    private const string District = "DISTRICT";

    private readonly Dictionary<string, bool> _districts = new(StringComparer.Ordinal);
    private readonly HashSet<(string Lea, string School, int? SchoolYear)> _approved = [];
    private readonly HashSet<string> _essential = new(StringComparer.Ordinal);
    private readonly TextPool _texts = new();
    private readonly RegisterTable<TextId> _residences;

    private StatewideFolder() => _residences = new RegisterTable<TextId>(_texts);

    /// <inheritdoc/>
    public bool HasEssentialElements { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> EssentialElements => _essential;

    /// <inheritdoc/>
    public bool HasApprovedSchedules { get; private set; }

    /// <inheritdoc/>
    public bool HasResidences { get; private set; }

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the reading at the next row.</param>
    /// <exception cref="ReferenceDataException">A file is not what it should be; the message says where and why.</exception>
    /// <exception cref="IOException">A file cannot be read, or there is no such folder.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public static StatewideFolder Open(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder {PrintableText.Of(folder, int.MaxValue)}.");
        }

        var registers = new StatewideFolder();
        Read(folder, "REF_LEA.csv", registers.ReadLeas, cancellationToken);
        Read(folder, "REF_SCHOOL_LEA.csv", registers.ReadSchools, cancellationToken);
        Read(folder, "REF_COURSE_CODE.csv", registers.ReadCourses, cancellationToken);
        Read(folder, "REF_RESIDENCE.csv", registers.ReadResidences, cancellationToken);
        return registers;
    }

    /// <inheritdoc/>
    public bool IsScheduleApproved(string lea, string school, int schoolYear)
    {
        ArgumentNullException.ThrowIfNull(lea);
        ArgumentNullException.ThrowIfNull(school);
        return _approved.Contains((lea, school, schoolYear)) || _approved.Contains((lea, school, null));
    }

    /// <inheritdoc/>
    public bool? IsDistrict(string lea)
    {
        ArgumentNullException.ThrowIfNull(lea);
        return _districts.TryGetValue(lea, out var isDistrict) ? isDistrict : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FindDistricts(ReadOnlySpan<byte> address, ReadOnlySpan<byte> city, ReadOnlySpan<byte> zip)
    {
        var place = _texts.Find(PlaceOf(address, city, zip));
        return place.IsBlank ? [] : _residences.Of(place, district => _texts.ToText(district) ?? "");
    }

    private static void Read(string folder, string name, Action<ReferenceFile, CancellationToken> read, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path))
        {
            using var file = new ReferenceFile(path);
            read(file, cancellationToken);
        }
    }

    private void ReadLeas(ReferenceFile file, CancellationToken cancellationToken)
    {
        var (lea, type) = (file.Find("LEA_NUMBER"), file.FindIfAny("LEA_TYPE"));
        while (file.Read(cancellationToken))
        {
            if (!file.Text(type).IsEmpty)
            {
                var number = Encoding.UTF8.GetString(file.Key(lea, LeaDigits));
                _districts[number] = _districts.GetValueOrDefault(number) || Encoding.UTF8.GetString(file.Text(type)).Equals(District, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private void ReadSchools(ReferenceFile file, CancellationToken cancellationToken)
    {
        var (lea, school, year, approved) = (file.Find("LEA_NUMBER"), file.Find("SCHOOL_NUMBER"), file.Find("SCHOOL_YEAR"), file.FindIfAny("APPROVED_SCHEDULE"));
        HasApprovedSchedules = approved.Index >= 0;
        while (file.Read(cancellationToken))
        {
            if (file.Flag(approved))
            {
                _approved.Add((Encoding.UTF8.GetString(file.Number(lea, LeaDigits)), Encoding.UTF8.GetString(file.Key(school, SchoolDigits)), file.Year(year)));
            }
        }
    }

    private void ReadCourses(ReferenceFile file, CancellationToken cancellationToken)
    {
        var (code, essential) = (file.Find("CORE_CODE"), file.FindIfAny("ESSENTIAL_ELEMENTS"));
        HasEssentialElements = essential.Index >= 0;
        while (file.Read(cancellationToken))
        {
            if (file.Flag(essential))
            {
                _essential.Add(Encoding.UTF8.GetString(file.Key(code, CoreCodeDigits)));
            }
        }
    }

    private void ReadResidences(ReferenceFile file, CancellationToken cancellationToken)
    {
        var (address, city, zip, district) = (file.Find("ADDRESS1"), file.Find("CITY"), file.Find("ZIP"), file.Find("DISTRICT"));
        HasResidences = true;
        while (file.Read(cancellationToken))
        {
            _residences.Add(_texts.Add(PlaceOf(file.Key(address), file.Text(city), file.Text(zip))), _texts.Add(file.Number(district, LeaDigits)));
        }
    }

    /// <summary>An address as it is compared: in one case, blanks squeezed, and of the ZIP code the first five digits.</summary>
    private static byte[] PlaceOf(ReadOnlySpan<byte> address, ReadOnlySpan<byte> city, ReadOnlySpan<byte> zip) =>
        Encoding.UTF8.GetBytes($"{Squeezed(address)}\t{Squeezed(city)}\t{Squeezed(zip.Length > ZipDigits ? zip[..ZipDigits] : zip)}");

    private static string Squeezed(ReadOnlySpan<byte> text) =>
        string.Join(' ', Encoding.UTF8.GetString(text).ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
