using System.Buffers.Binary;
using Dragoman.Configuration;
using Dragoman.Optimization;
using Dragoman.Serialization;
using Dragoman.Text.SentencePieces;
using Dragoman.Training;

namespace Dragoman.Tests.Training;

public sealed class TensorBoardLogTests : TinyTraining
{
    private static readonly string[] TrainingTags = ["loss/training", "gradient/norm", "learning_rate", "tokens_per_second"];
    private static readonly string[] ValidationTags = ["loss/validation", "perplexity/validation"];

    [Fact]
    public void Run_Tiny_WritesWhatTheObserverIsTold()
    {
        Watcher watcher = new();
        TranslatorOptions options = Tiny with { Training = Tiny.Training with { MaximumEpochs = 6, BestBy = ValidationMeasure.ChrF } };

        Train(options, watcher, resume: false);

        Event[] events = Read(Assert.Single(Files()));
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.Equal((1, 1), (events[1].Session, events[1].Step));
        Event[] updates = [.. events.Where(e => e.Scalars.ContainsKey("loss/training"))];
        Assert.Equal([10, 20], updates.Select(e => e.Step));
        Assert.All(updates, e => Assert.Equal(TrainingTags, e.Scalars.Keys));
        Event[] validations = [.. events.Where(e => e.Scalars.ContainsKey("loss/validation"))];
        Assert.Equal(watcher.Validations.Select(v => v.Update), validations.Select(e => e.Step));
        Assert.All(validations, e => Assert.Equal([.. ValidationTags, "score/chrF"], e.Scalars.Keys));
        Assert.Equal(watcher.Validations.Select(v => (float)v.Loss), validations.Select(e => e.Scalars["loss/validation"]));
        Assert.Equal(watcher.Validations.Select(v => (float)v.Score!.Value), validations.Select(e => e.Scalars["score/chrF"]));
        Assert.All(events, e => Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - e.WallTime, -2, 600));
    }

    [Fact]
    public void Run_Resumed_AddsAFileAndRepeatsNoStep()
    {
        Train(Tiny, null, resume: false);
        Train(Tiny with { Training = Tiny.Training with { MaximumEpochs = 6 } }, null, resume: true);
        Train(Tiny with { Training = Tiny.Training with { MaximumEpochs = 6 } }, null, resume: true); // Nothing is left to do, so nothing is written.

        Event[][] files = [.. Files().Select(Read)];
        Assert.Equal(2, files.Length);
        long last = files[0][^1].Step;
        Assert.Equal(last + 1, files[1][1].Step);
        (long, string)[] written = [.. files.SelectMany(file => file).SelectMany(e => e.Scalars.Keys.Select(tag => (e.Step, tag)))];
        Assert.Equal(written.Length, written.Distinct().Count());
    }

    [Fact]
    public void Run_CrashAfterTheCheckpoint_SaysFromWhichStepItWritesAnew()
    {
        Watcher crash = new() { OnUpdateNumber = number => { if (number == 21) { throw new InvalidOperationException("A crash."); } } };
        TranslatorOptions options = Tiny with { Training = Tiny.Training with { MaximumEpochs = 8, ValidationInterval = 8 } };
        Assert.Throws<InvalidOperationException>(() => Train(options, crash, resume: false));

        Train(options, null, resume: true);

        Event[][] files = [.. Files().Select(Read)];
        Assert.Equal(20, files[0][^1].Step);
        Assert.Equal((1, 17), (files[1][1].Session, files[1][1].Step)); // The checkpoint is that of update 16.
        Assert.Equal(20, files[1][2].Step);
    }

    [Fact]
    public void Run_FolderCannotBeMade_WarnsOnceAndTrains()
    {
        Directory.CreateDirectory(Folder("model"));
        File.WriteAllText(Path.Combine(Folder("model"), "tensorboard"), "");
        Watcher watcher = new();

        Train(Tiny with { Training = Tiny.Training with { MaximumEpochs = 6 } }, watcher, resume: false);

        Assert.Contains("Training goes on without it.", Assert.Single(watcher.Warnings), StringComparison.Ordinal);
        Assert.Equal(6, watcher.Validations.Count);
    }

    private void Train(TranslatorOptions options, Watcher? watcher, bool resume)
    {
        using TensorBoardLog log = new(Folder("model"), watcher);
        Run(Request(options) with { Observer = log, Resume = resume });
    }

    private string[] Files() => [.. Directory.GetFiles(Path.Combine(Folder("model"), "tensorboard")).Order(StringComparer.Ordinal)];

    private static Event[] Read(string path)
    {
        List<Event> events = [];
        ReadOnlyMemory<byte> rest = File.ReadAllBytes(path);
        while (!rest.IsEmpty)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest.Span);
            Assert.Equal(RecordLog.MaskedChecksum(rest.Span[..8]), BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[8..]));
            Assert.Equal(RecordLog.MaskedChecksum(rest.Span.Slice(12, length)), BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[(12 + length)..]));
            events.Add(Event.Parse(rest.Span.Slice(12, length)));
            rest = rest[(16 + length)..];
        }

        return [.. events];
    }

    /// <summary>What a record says; the wall time is its first field.</summary>
    private sealed record Event(double WallTime, long Step, string? Version, int? Session, Dictionary<string, float> Scalars)
    {
        internal static Event Parse(ReadOnlySpan<byte> message)
        {
            Assert.Equal(0x09, message[0]);
            Event read = new(BinaryPrimitives.ReadDoubleLittleEndian(message[1..]), 0, null, null, []);
            ProtobufReader fields = new(message);
            while (fields.Next())
            {
                read = fields.Field switch
                {
                    2 => read with { Step = fields.Int32() },
                    3 => read with { Version = fields.Text() },
                    5 => read with { Scalars = ScalarsOf(fields.Bytes()) },
                    7 => read with { Session = SessionOf(fields.Bytes()) },
                    _ => read,
                };
            }

            return read;
        }

        private static Dictionary<string, float> ScalarsOf(ReadOnlySpan<byte> summary)
        {
            Dictionary<string, float> scalars = [];
            ProtobufReader values = new(summary);
            while (values.Next())
            {
                Assert.Equal(1, values.Field);
                ProtobufReader value = new(values.Bytes());
                Assert.True(value.Next() && value.Field == 1);
                string tag = value.Text();
                Assert.True(value.Next() && value.Field == 2);
                scalars.Add(tag, value.Single());
            }

            return scalars;
        }

        private static int SessionOf(ReadOnlySpan<byte> session)
        {
            ProtobufReader fields = new(session);
            Assert.True(fields.Next() && fields.Field == 1);
            return fields.Int32();
        }
    }
}
