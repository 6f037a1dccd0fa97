namespace Utrex.Browser.Tests;

/// <summary>A test that needs a browser; where there is none it says how to get one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>The environment variable that names a browser elsewhere.</summary>
    private const string Variable = "UTREX_BROWSER";

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    public BrowserFactAttribute()
    {
        if (Browser is null && Environment.GetEnvironmentVariable("CI") is null)
        {
            Skip = $"no browser: install Chromium ('apt-get install chromium'), or set {Variable} to the path of Chromium, Chrome or Edge";
        }
    }

    /// <summary>The path of the browser, or <see langword="null"/>.</summary>
    public static string? Browser { get; } = UsualPlaces.Prepend(Environment.GetEnvironmentVariable(Variable)).FirstOrDefault(File.Exists);
}
