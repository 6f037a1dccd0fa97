using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Utrex.Tests;

/// <summary>A PostgreSQL server of the tests' own, in a temporary folder and on a port of this machine alone; it is gone with them.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("utrex-postgres-").FullName;
    private Process? _server;

    /// <summary>Starts it, where there is one.</summary>
    public PostgresServer()
    {
        if (Missing is not null)
        {
            return;
        }

        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var data = Path.Combine(_folder, "data");
        if (IsRoot)
        {
            ProgramRun.Of("chown", _folder, $"-R postgres \"{_folder}\"").ExitCode.ShouldBe(0);
        }

        var (program, arguments) = Command("initdb", $"-D \"{data}\" -U utrex -A trust -E UTF8 --no-locale --no-sync");
        var (exitCode, output) = ProgramRun.Of(program, _folder, arguments);
        exitCode.ShouldBe(0, output);
        Start();
    }

    /// <summary>Why there is none here; <see langword="null"/> if there is.</summary>
    public static string? Missing { get; } = FindFolder() is null ? "PostgreSQL's server is not installed" : null;

    /// <summary>How to connect to it.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=utrex;Database=postgres;Pooling=false;Timeout=30");

    /// <summary>Its port.</summary>
    public int Port { get; }

    // The server refuses to be run by root, and its package brings a user for it.
    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Opens a connection, as soon as the server answers.</summary>
    public Npgsql.NpgsqlConnection Open()
    {
        for (var attempt = 1; ; attempt++)
        {
            var connection = new Npgsql.NpgsqlConnection(ConnectionString);
            try
            {
                connection.Open();
                return connection;
            }
            catch (Npgsql.NpgsqlException) when (attempt < 100 && _server is { HasExited: false })
            {
                connection.Dispose();
                Thread.Sleep(100);
            }
        }
    }

    /// <summary>Stops it at once, without putting anything in order, and starts it again on what its files hold.</summary>
    public void Restart()
    {
        Stop();
        Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Has a process of its own do the same: the runner ends its own, when the tests are over, before this one would be done.</summary>
    public void DisposeBeside()
    {
        var (program, arguments) = StopCommand;
        Process.Start("/bin/sh", ["-c", $"{program} {arguments} > /dev/null 2>&1; rm -rf \"{_folder}\""]).Dispose();
    }

    /// <summary>All of its processes: the one that was started may only have changed the user, and what still writes would bring its folder back.</summary>
    private void Stop()
    {
        if (_server is null)
        {
            return;
        }

        var (program, arguments) = StopCommand;
        var (exitCode, output) = ProgramRun.Of(program, _folder, arguments);
        exitCode.ShouldBe(0, output);
        _server.WaitForExit();
        _server.Dispose();
    }

    private void Start()
    {
        var (program, arguments) = Command("postgres", $"-D \"{Path.Combine(_folder, "data")}\" -p {Port.ToString(CultureInfo.InvariantCulture)} -k \"{_folder}\" -c listen_addresses=127.0.0.1 -c fsync=off");
        _server = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = _folder, RedirectStandardError = true })!;
        _server.ErrorDataReceived += static (_, _) => { };
        _server.BeginErrorReadLine();
    }

    private (string Program, string Arguments) StopCommand => Command("pg_ctl", $"stop -D \"{Path.Combine(_folder, "data")}\" -m immediate -w");

    private static (string Program, string Arguments) Command(string program, string arguments)
    {
        var path = Path.Combine(FindFolder()!, program);
        return IsRoot ? ("runuser", $"-u postgres -- \"{path}\" {arguments}") : (path, arguments);
    }

    /// <summary>The folder of the server's programs, which Debian keeps off the path.</summary>
    private static string? FindFolder() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [])
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
}

/// <summary>A test against PostgreSQL: it is skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>A test.</summary>
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}

/// <summary>The same for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    /// <summary>A test.</summary>
    public PostgresTheoryAttribute() => Skip = PostgresServer.Missing;
}
