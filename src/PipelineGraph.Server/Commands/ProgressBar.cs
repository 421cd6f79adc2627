using Spectre.Console;

namespace PipelineGraph.Server.Commands;

/// <summary>Shows how far a long command is, where a person can see it: on a terminal, never in a file or a
/// pipe.</summary>
internal static class ProgressBar
{
    /// <param name="what">What is counted.</param>
    /// <param name="total">Where the count ends.</param>
    /// <param name="terminal">Takes the bar; the answer's stream stays clean.</param>
    /// <param name="work">Reports how many are done; without a terminal it is given nothing to report to.</param>
    public static async Task<T> RunAsync<T>(
        string what, int total, TextWriter terminal, Func<IProgress<int>?, Task<T>> work)
    {
        if (terminal != Console.Error || Console.IsErrorRedirected) return await work(null);

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal) });
        if (!console.Profile.Capabilities.Interactive) return await work(null);

        return await console.Progress().AutoClear(true).StartAsync(bars =>
        {
            var bar = bars.AddTask(what, maxValue: total);
            return work(new Shown(bar));
        });
    }

    // Progress<T> would report on the thread pool, out of order.
    private sealed class Shown(ProgressTask bar) : IProgress<int>
    {
        public void Report(int value) => bar.Value = value;
    }
}
