using Utrex.Documents;
using Utrex.Transcripts.Mapping;

namespace Utrex.Transcripts.Pesc;

/// <summary>A High School Transcript as objects of the map: who sends it, the student, and the fields that it carries without having a place for them.</summary>
internal sealed class PescDocument
{
    /// <summary>The root element.</summary>
    public const string Root = "HighSchoolTranscript";

    /// <summary>Who sends it, and when.</summary>
    public DocumentObject Transmission { get; } = new(TransmissionDataShape.Shape);

    /// <summary>The student.</summary>
    public DocumentObject Student { get; } = new(StudentShape.Shape);

    /// <summary>The fields without a place.</summary>
    public List<CarriedField> Carried { get; } = [];

    /// <summary>The academic record that is the transcript; of several the first.</summary>
    public DocumentObject Record => Student.FirstPart(Mapping.StudentAcademicRecordShape.Shape) ?? Student.AddPart(Mapping.StudentAcademicRecordShape.Shape);

    /// <summary>What all records are made of.</summary>
    public DocumentObjects Objects => new(PescMap.Shapes, Transmission, Student, Record);
}

/// <summary>A field of a record that the standard has no place for, or not for its value.</summary>
/// <param name="Record">The id of the record type.</param>
/// <param name="Number">Which of the records of this type in the order of the document, from 1.</param>
/// <param name="Field">The name of the field.</param>
/// <param name="Value">The value; empty where the field is blank and another value stands in its place.</param>
internal readonly record struct CarriedField(string Record, int Number, string Field, string Value);
