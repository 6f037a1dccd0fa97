using Microsoft.Data.Sqlite;
using SQLitePCL;
using Utrex.Sdk;

namespace Utrex.Statewide.Store.Sqlite;

/// <summary>What SQLite says of a fault, in a sentence for the person who named the store.</summary>
internal static class SqliteFaults
{
    private const int Primary = 0xFF;

    /// <summary>A fault by its code.</summary>
    public static StoreException Of(int code, string message, string path) => new((code & Primary) switch
    {
        raw.SQLITE_NOTADB => NoStore(path),
        raw.SQLITE_FULL => $"the disk is full: the store '{Printable(path)}' is as it was before.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"the store '{Printable(path)}' is in use by another load; try again when that is over.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => $"the store '{Printable(path)}' may not be written: permission denied. Loading takes the right to write the file, and reading it the right to write in its folder; or copy it to a folder of your own.",
        raw.SQLITE_CANTOPEN => $"the store '{Printable(path)}' cannot be opened: there is no such folder, or it may not be used.",
        raw.SQLITE_IOERR => $"the store '{Printable(path)}' cannot be read or written: {PrintableText.Of(message)}; see whether its disk is full or broken. What was not completed has changed nothing.",
        raw.SQLITE_CORRUPT => $"the store '{Printable(path)}' is damaged; put back a copy, or load the submissions into a new one.",
        _ => $"the store '{Printable(path)}' cannot be used: {PrintableText.Of(message)}.",
    });

    /// <summary>A fault that the connection met.</summary>
    public static StoreException Of(SqliteException fault, string path) => Of(fault.SqliteErrorCode, fault.Message, path);

    /// <summary>What to say of a file that is something else.</summary>
    public static string NoStore(string path) => $"'{Printable(path)}' is no store of submissions; name another file, which 'utrex statewide load' will make.";

    /// <summary>What to say of a folder.</summary>
    public static string IsFolder(string path) => $"'{Printable(path)}' is a folder; name a file in it, which 'utrex statewide load' will make.";

    private static string Printable(string path) => PrintableText.Of(path, int.MaxValue);
}
