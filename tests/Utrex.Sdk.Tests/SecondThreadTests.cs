namespace Utrex.Sdk.Tests;

/// <summary>Blocks are worked on in their order, what fails is told once all before it is taken, and the end leaves nobody working.</summary>
public class SecondThreadTests
{
    [Fact]
    public void Blocks_come_back_done_in_the_order_in_which_they_were_given()
    {
        var thread = 0;
        using var second = new SecondThread<int[]>(block => (block[1], thread) = (2 * block[0], Environment.CurrentManagedThreadId));
        for (var i = 0; i < 1000; i++)
        {
            second.Give([i, 0]);
            if (second.Count == 4)
            {
                second.Take().ShouldBe([i - 3, 2 * (i - 3)]);
            }
        }

        second.Count.ShouldBe(3);
        second.Take().ShouldBe([997, 1994]);
        second.Take().ShouldBe([998, 1996]);
        second.Take().ShouldBe([999, 1998]);
        thread.ShouldNotBe(Environment.CurrentManagedThreadId);
        Should.Throw<InvalidOperationException>(() => second.Take());
    }

    [Fact]
    public void What_the_work_throws_comes_behind_the_blocks_before_it()
    {
        using var second = new SecondThread<int>(block =>
        {
            if (block == 2)
            {
                throw new FormatException("two");
            }
        });
        for (var i = 0; i < 4; i++)
        {
            second.Give(i);
        }

        second.Take().ShouldBe(0);
        second.Take().ShouldBe(1);
        Should.Throw<FormatException>(() => second.Take()).Message.ShouldBe("two");
        Should.Throw<FormatException>(() => second.Take()).Message.ShouldBe("two");
    }

    [Fact]
    public async Task The_end_waits_for_the_block_at_hand_and_leaves_the_others()
    {
        var done = 0;
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var second = new SecondThread<int>(_ =>
        {
            begun.Set();
            goOn.Wait();
            done++;
        });
        second.Give(0);
        second.Give(1);
        begun.Wait();
        var end = Task.Run(second.Dispose);
        end.IsCompleted.ShouldBeFalse();

        // The end has been told when nothing can be given any more.
        SpinWait.SpinUntil(() => second.IsEnded);
        goOn.Set();
        await end;
        done.ShouldBe(1);
        second.Dispose();
    }
}
