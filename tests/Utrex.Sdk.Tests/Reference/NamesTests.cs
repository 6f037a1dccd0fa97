using Utrex.Sdk.Utah;

namespace Utrex.Sdk.Tests.Reference;

/// <summary>Names in the registers, which no rule needs, and the schools of an LEA.</summary>
public sealed class NamesTests : IDisposable
{
    private const string Head = "SCHOOL_YEAR,LEA_NUMBER,SCHOOL_NUMBER,SCHOOL_NAME,GRADE_LOW,GRADE_HIGH,ACTIVE_FLAG,CLOSED_FLAG,DATE_CLOSED,SCHOOL_TYPE,CBE_FLAG,IBE_FLAG\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("utrex-names").FullName;

    [Fact]
    public void Schools_of_an_LEA_come_in_the_order_of_the_file()
    {
        Write("REF_SCHOOL_LEA.csv", Head + "2026,01,104,Oak,KG,06,Y,0,,1,N,N\n2026,02,105,Elm,KG,06,Y,0,,1,N,N\n2025,01,104,Oak (old),KG,06,Y,0,,1,N,N\n2026,01,103,,KG,06,N,1,20250601,1,N,N\n");

        var folder = ReferenceFolder.Open(_folder);

        folder.FindSchoolsOf("01").Select(school => (school.Number, school.Name, school.SchoolYear, school.IsActive)).ShouldBe([("104", "Oak", 2026, true), ("104", "Oak (old)", 2025, true), ("103", null, 2026, false)]);
        folder.FindSchoolsOf("03").ShouldBeEmpty();
        folder.FindSchoolsOf("").ShouldBeEmpty();
        folder.FindLea("01")!.Name.ShouldBeNull();
    }

    [Fact]
    public void An_LEA_has_the_name_of_the_register()
    {
        Write("REF_LEA.csv", "LEA_NUMBER,LEA_NAME,ACTIVE_FLAG,LEA_TYPE\n01,Alpine,Y,DISTRICT\n");

        ReferenceFolder.Open(_folder).FindLea("01").ShouldBe(new LeaReference("01", IsActive: true) { Name = "Alpine" });
        ReferenceFolder.Open(_folder).FindSchoolsOf("01").ShouldBeEmpty();
    }

    /// <summary>Registers without names were read before there were names.</summary>
    [Fact]
    public void A_register_without_names_is_read()
    {
        Write("REF_LEA.csv", "LEA_NUMBER,ACTIVE_FLAG\n01,Y\n");
        Write("REF_SCHOOL_LEA.csv", Head.Replace("SCHOOL_NAME,", "", StringComparison.Ordinal) + "2026,01,104,KG,06,Y,0,,1,N,N\n");

        var folder = ReferenceFolder.Open(_folder);

        folder.FindLea("01").ShouldBe(new LeaReference("01", IsActive: true));
        folder.FindSchoolsOf("01").Single().Name.ShouldBeNull();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
