using Utrex.Statewide.Research;

namespace Utrex.Cli.Research;

/// <summary>A research file in a format. Nothing of it is there before it is complete.</summary>
internal interface IResearchOutput : IResearchWriter, IDisposable
{
    /// <summary>Gives what was written its name.</summary>
    void Complete();
}
