using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Utrex.Scale.Tests;

/// <summary>A Slurm controller and two machines of one processor each, all on this one and on ports of it alone; they are gone with the test, whatever becomes of it.</summary>
internal sealed class SlurmCluster : IDisposable
{
    private static readonly string[] Programs = ["slurmctld", "slurmd", "munged", "sbatch", "squeue", "sinfo", "scontrol"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<Process> _daemons = [];
    private readonly Dictionary<string, Process> _machines = new(StringComparer.Ordinal);
    private readonly ShellFolder _shell;
    private readonly string _folder;

    /// <summary>Starts it.</summary>
    /// <param name="shell">The folder of the test; its own files are in one of that.</param>
    public SlurmCluster(ShellFolder shell)
    {
        _shell = shell;
        _folder = shell.File("slurm");
        foreach (var part in new[] { "state", "spool", "log", "munge" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, part));
        }

        try
        {
            Start();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why there is none here; <see langword="null"/> if there is.</summary>
    public static string? Missing { get; } =
        Array.Find(Programs, program => !IsInstalled(program)) is { } missing ? $"Slurm is not installed: there is no {missing} (Debian: slurmctld, slurmd, slurm-client, munge)"
        : Environment.UserName != "root" ? "Slurm's daemons are run by root, and the tests are not"
        : null;

    /// <summary>What its programs find it by.</summary>
    public (string Name, string Value) Variable => ("SLURM_CONF", Path.Combine(_folder, "slurm.conf"));

    /// <summary>Ends a machine and all that runs on it at once, as when its power fails, in the middle of a task.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="isMiddle">Whether a task, by its number, is not over.</param>
    public void KillMachine(string machine, Func<int, bool> isMiddle)
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            var tasks = Tasks(machine);
            if (tasks.Count > 0 && tasks.TrueForAll(task => isMiddle(task.Number)))
            {
                _machines[machine].Kill();
                tasks.ConvertAll(task => ParentOf(task.Id)).ForEach(Kill);
                tasks.ForEach(task => Kill(task.Id));
                break;
            }

            (deadline.Elapsed < Patience).ShouldBeTrue("no task came to the machine: " + Log());
            Thread.Sleep(10);
        }

        // The controller would notice by itself after some pings.
        Say($"scontrol update NodeName={machine} State=DOWN Reason=died");
    }

    /// <summary>What is said of the machines.</summary>
    public string Machines() => Say("sinfo --noheader --Node --format '%N %T'");

    /// <summary>What the controller has noted.</summary>
    public string Log() => File.ReadAllText(Path.Combine(_folder, "log", "slurmctld.log"));

    public void Dispose()
    {
        var tasks = _machines.Keys.SelectMany(Tasks).ToList();
        tasks.ConvertAll(task => ParentOf(task.Id)).ForEach(Kill);
        tasks.ForEach(task => Kill(task.Id));
        foreach (var daemon in _daemons)
        {
            daemon.Kill(entireProcessTree: true);
            daemon.WaitForExit();
            daemon.Dispose();
        }
    }

    private void Start()
    {
        var ports = FreePorts(3);
        var munge = Path.Combine(_folder, "munge");
        File.WriteAllBytes(Path.Combine(munge, "key"), System.Security.Cryptography.RandomNumberGenerator.GetBytes(64));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(munge, "key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var host = Environment.MachineName;
        File.WriteAllText(Variable.Value, string.Create(CultureInfo.InvariantCulture, $"""
            ClusterName=test
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={ports[0]}
            SlurmUser=root
            SlurmdUser=root
            AuthType=auth/munge
            AuthInfo=socket={munge}/socket,cred_expire=5
            StateSaveLocation={_folder}/state
            SlurmdSpoolDir={_folder}/spool/%n
            SlurmctldPidFile={_folder}/slurmctld.pid
            SlurmdPidFile={_folder}/%n.pid
            SlurmctldLogFile={_folder}/log/slurmctld.log
            SlurmdLogFile={_folder}/log/%n.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            MpiDefault=none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
            NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1
            NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1
            PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE

            """));
        Run("munged", $"--foreground --force --key-file={munge}/key --socket={munge}/socket --pid-file={munge}/pid --log-file={munge}/log --seed-file={munge}/seed");
        WaitFor(() => File.Exists(Path.Combine(munge, "socket")));
        Run("slurmctld", "-D");
        foreach (var machine in new[] { "n1", "n2" })
        {
            _machines[machine] = Run("slurmd", $"-D -N {machine}");
        }

        WaitFor(() => Machines() is "n1 idle\nn2 idle\n");
    }

    private Process Run(string program, string arguments)
    {
        // The process is the program itself, so that to end the one ends the other.
        var process = _shell.Start($"exec {program} {arguments}", Variable);
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _daemons.Add(process);
        return process;
    }

    private string Say(string command) => _shell.Run(command, Variable).Output;

    private void WaitFor(Func<bool> holds)
    {
        var deadline = Stopwatch.StartNew();
        while (!holds())
        {
            (deadline.Elapsed < Patience).ShouldBeTrue("Slurm does not start: " + Machines());
            Thread.Sleep(100);
        }
    }

    /// <summary>The processes of a machine's tasks: Slurm tells them where they are, and the environment whose cluster it is.</summary>
    private List<(int Id, int Number)> Tasks(string machine)
    {
        List<(int, int)> tasks = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Content(Path.Combine(folder, "environ")).Split('\0') is var variables && variables.Contains($"{Variable.Name}={Variable.Value}", StringComparer.Ordinal) && variables.Contains("SLURMD_NODENAME=" + machine, StringComparer.Ordinal)
                && Array.Find(variables, variable => variable.StartsWith("SLURM_ARRAY_TASK_ID=", StringComparison.Ordinal)) is { } number)
            {
                tasks.Add((id, int.Parse(number.AsSpan(number.IndexOf('=', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)));
            }
        }

        return tasks;
    }

    /// <summary>The process that started another one and waits for it: of a task, Slurm's own; 0 of any other.</summary>
    private static int ParentOf(int id)
    {
        var status = Content($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/status").Split('\n');
        var parent = Array.Find(status, line => line.StartsWith("PPid:", StringComparison.Ordinal))?["PPid:".Length..].Trim();
        return parent is not null && Content($"/proc/{parent}/comm").StartsWith("slurmstepd", StringComparison.Ordinal) ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;
    }

    private static string Content(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void Kill(int id)
    {
        try
        {
            if (id > 0)
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It was faster.
        }
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private static bool IsInstalled(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}

/// <summary>A test with Slurm: it is skipped, with the reason, where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlurmFactAttribute : FactAttribute
{
    /// <summary>A test.</summary>
    public SlurmFactAttribute() => Skip = SlurmCluster.Missing;
}
