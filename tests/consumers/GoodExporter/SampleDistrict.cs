namespace GoodExporter.Sis;

/// <summary>What a database would hold. Every student is made up.</summary>
public static class SampleDistrict
{
    private static readonly DateOnly FirstDay = new(2025, 8, 18);
    private static readonly Address Canyon = new("14½ Cañon Rd, Apt. #4", "Logan", "84321");
    private static readonly Address Meadow = new("350 W 200 N", "Logan", "84321");
    private static readonly Guardian Larsen = new("Ann-Marie", "Larsen", "4352345678");

    private static readonly Section Preschool = new("0001", 1, "AM", "Preschool", "22040000001", TeacherId: null, "CLASS");
    private static readonly Section Kindergarten = new("0101", 1, "AM", "Kindergarten", "22010000009", "300049", "CLASS");
    private static readonly Section Grade5 = new("0601", 1, "01", "Grade 5 Homeroom", "22018800015", "300117", "CLASS");
    private static readonly Section English = new("1201", 1, "01", "English 11", "06020000210", "300636", "CLASS");
    private static readonly Section Choir = new("1208", 12, "08", "Español: Coro", "02050000210", "300453", "WEB");

    public static District Load() => new("39", 2026, new DateTime(2025, 12, 1, 6, 30, 0), [Elementary, High, HomeSchools]);

    private static School Elementary => new("188", 180, new DateOnly(2026, 5, 29), "SEM", "ELEM")
    {
        Sections = [Preschool, Kindergarten, Grade5],
        Students =
        [
            new("4000001", "1000000", "Sorensen", "Emma", new DateOnly(2015, 3, 9), 'F')
            {
                IsMigrant = true, Guardian = Larsen, Address = Canyon, Schedule = [Grade5], Enrollments = [new(5, FirstDay, 70)],
            },
            new("4000002", "1500022", "O'Brien-Begay", "Tom", new DateOnly(2021, 2, 28), 'M')
            {
                Races = ["AMI", "WHT"], Tribe = "NAVAJO", Guardian = Larsen, Address = Meadow, Schedule = [Preschool],
                Enrollments = [new(-1, FirstDay, 20, new DateOnly(2025, 9, 30), "LEFT-PRE")],
            },
            new("4000003", "1500033", "Quispe", "Lucia", new DateOnly(2020, 2, 29), 'F')
            {
                IsHispanic = true, FirstSchoolDayInUS = new DateOnly(2024, 2, 29), Housing = (true, true),
                Guardian = new("Rosa", "Quispe", Phone: null), Address = Meadow, Schedule = [Kindergarten], Enrollments = [new(0, FirstDay, 70)],
            },
        ],
    };

    private static School High => new("788", 180, new DateOnly(2026, 5, 29), "SEM", "7P")
    {
        Sections = [English, Choir],
        Students =
        [
            new("4000011", "9999999999", "Nielson", "Grant", new DateOnly(2009, 1, 5), 'M')
            {
                Guardian = Larsen, Address = Canyon, Schedule = [English],
                Enrollments = [new(11, FirstDay, 185, new DateOnly(2025, 11, 25), "GRAD", HasGraduatedEarly: true)],
            },
            new("4000012", "1500055", "Tso", "Ida", new DateOnly(2010, 4, 27), 'F')
            {
                Races = ["ASN"], Guardian = Larsen, Address = Meadow, Schedule = [Choir],
                Enrollments = [new(10, FirstDay, 10, new DateOnly(2025, 8, 29), "MOVE-IN"), new(10, new DateOnly(2025, 9, 15), 50)],
            },
            new("4000013", "1500066", "Young", "Luke", new DateOnly(2008, 10, 10), 'M')
            {
                Guardian = Larsen, Address = Canyon, Schedule = [Choir], Services = [new("SLD", 45, FirstDay)], Enrollments = [new(12, FirstDay, 70)],
            },
        ],
        Incidents = [new(10001, new DateOnly(2025, 9, 26), "Two students\tfought \"for fun\"\nnear the bus loop.",
            [new("4000013", "FIGHT", IsOffender: true, 1.5m), new("4000012", "HARASS", IsOffender: false)])],
    };

    // The state collects home-schooled students under a school number of their own.
    private static School HomeSchools => new("990", 180, new DateOnly(2026, 5, 29), "OTHER", "OTHER")
    {
        Students = [new("4000021", "1500077", "Ward", "Abe", new DateOnly(2012, 6, 3), 'M')
            { Guardian = Larsen, Address = Meadow, Enrollments = [new(8, FirstDay, 0)] }],
    };
}
