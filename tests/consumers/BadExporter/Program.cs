using BadExporter;

// Nothing here is meant to run; it only has to compile.
Console.WriteLine(Completed.Student.GradeLevel.Meaning + Completed.Course.CourseTitle + Completed.Membership.Period + Completed.Transcript.CourseTitle);
