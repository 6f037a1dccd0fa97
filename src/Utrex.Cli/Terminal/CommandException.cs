namespace Utrex.Cli.Terminal;

/// <summary>A command cannot run; the message is for the person who typed it.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(string message)
        : base(message)
    {
    }

    public CommandException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
