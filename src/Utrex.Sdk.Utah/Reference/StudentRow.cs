using System.Text;

namespace Utrex.Sdk.Utah;

/// <summary>A row of the register of students whose texts are UTF-8, as a batch has them; what <see cref="StudentReference"/> is in strings.</summary>
public readonly ref struct StudentRow
{
    /// <summary>A row of another register than that of <see cref="ReferenceFolder"/>.</summary>
    /// <param name="student">The row in strings.</param>
    public StudentRow(StudentReference student)
    {
        ArgumentNullException.ThrowIfNull(student);
        IsActive = student.IsActive;
        LastName = Encoding.UTF8.GetBytes(student.LastName ?? "");
        FirstName = Encoding.UTF8.GetBytes(student.FirstName ?? "");
        BirthDate = student.BirthDate;
        CohortYear = student.CohortYear;
        Lea = Encoding.UTF8.GetBytes(student.Lea ?? "");
    }

    /// <summary>Whether the SSID is in use.</summary>
    public bool IsActive { get; init; }

    /// <summary>The last name; empty where it is not known.</summary>
    public ReadOnlySpan<byte> LastName { get; init; }

    /// <summary>The first name; empty where it is not known.</summary>
    public ReadOnlySpan<byte> FirstName { get; init; }

    /// <summary>The birth date.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The school year in which the student's class graduates.</summary>
    public int? CohortYear { get; init; }

    /// <summary>The LEA where the student has a location; empty where that is not known.</summary>
    public ReadOnlySpan<byte> Lea { get; init; }
}
