namespace Utrex.Sdk.Specification;

/// <summary>The part a field plays in saying whose record it is, and when.</summary>
public enum FieldKey
{
    /// <summary>None: the field identifies nothing.</summary>
    None,

    /// <summary>The LEA's number.</summary>
    Lea,

    /// <summary>The school's number.</summary>
    School,

    /// <summary>The LEA's number for the student.</summary>
    Student,

    /// <summary>The statewide student identifier.</summary>
    StatewideStudentId,

    /// <summary>The first day of the enrolment, service or course that the record is about.</summary>
    EntryDate,

    /// <summary>The incident's number.</summary>
    Incident,

    /// <summary>The course and section, or the transcript course record.</summary>
    Course,

    /// <summary>What tells the record from others with the same keys: a period, a grading term, a subtest. A record may have several such fields.</summary>
    Distinction,

    /// <summary>The day of the extract.</summary>
    AsOfDate,

    /// <summary>The last day of school, without its year.</summary>
    LastDayOfSchool,

    /// <summary>The school year, by the year in which it ends.</summary>
    SchoolYear,
}
