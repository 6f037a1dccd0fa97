namespace Utrex.Sdk.Specification;

/// <summary>What a field tells about who somebody is or where to find them.</summary>
public enum PersonalData
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A person's name.</summary>
    Name,

    /// <summary>A number that stands for a person: of a student, of a member of staff, of a telephone.</summary>
    Number,

    /// <summary>A birth date.</summary>
    Date,

    /// <summary>A ZIP code.</summary>
    PostalCode,

    /// <summary>A latitude or a longitude.</summary>
    Coordinate,

    /// <summary>A place as an Open Location Code.</summary>
    PlusCode,

    /// <summary>Anything else, such as an address or what somebody wrote.</summary>
    Text,
}
