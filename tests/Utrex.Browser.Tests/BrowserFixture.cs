using Microsoft.Playwright;

namespace Utrex.Browser.Tests;

/// <summary>One browser for all tests, and a folder for what it opens.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // A browser that asks for nothing over the network, in a container too.
    private static readonly string[] Switches = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Folder { get; } = Directory.CreateTempSubdirectory("utrex-browser-").FullName;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Browser is { } path)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Switches });
        }
    }

    /// <summary>Opens a file; a message on the console, an error or a request over the network fails the test.</summary>
    public async Task<(IPage Page, List<string> Complaints)> OpenAsync(string path, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 960)
    {
        var browser = _browser ?? throw new InvalidOperationException("There is no browser; the gate installs Chromium.");
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme });
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal))
            {
                complaints.Add(request.Url);
            }
        };
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return (page, complaints);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
