namespace Utrex.Sdk.Validation;

/// <summary>
/// What a state knows besides the batch: its registers of schools, students or courses. Each state's rules say by a contract of their own,
/// derived from this one, what they ask.
/// </summary>
public interface IRegisters;
