package io.endpointslice.cli.record;

import io.endpointslice.config.ConfigException;
import io.endpointslice.kube.FactsInformers;
import io.endpointslice.kube.FactsListener;
import io.endpointslice.simulator.recording.Recorder;
import io.endpointslice.simulator.timeline.Change;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One recording of a cluster, from the first list to the end. */
public final class RecordSession {
    /** How often it is said how far it is. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Function<FactsListener, FactsInformers> watches;
    private final Recorder recorder;
    private final RecordingFile file;
    private final RecordProgress progress;
    private final InstantSource clock;
    private final CompletableFuture<Reason> over = new CompletableFuture<>();

    /** Why a recording ends. */
    private sealed interface Reason {
        record Asked() implements Reason {}

        record Failed(ConfigException failure) implements Reason {}
    }

    /**
     * A recording that has not begun.
     *
     * @param watches makes the informers that show the cluster
     * @param recorder one that has been shown nothing
     * @param clock the time of day
     */
    public RecordSession(
            Function<FactsListener, FactsInformers> watches,
            Recorder recorder,
            RecordingFile file,
            RecordProgress progress,
            InstantSource clock) {
        this.watches = watches;
        this.recorder = recorder;
        this.file = file;
        this.progress = progress;
        this.clock = clock;
    }

    /** Ends it soon, from any thread. */
    public void stop() {
        over.complete(new Reason.Asked());
    }

    /**
     * Records until {@link #stop}, or for that long, or until the thread is interrupted.
     *
     * @param play the command that plays the recording
     * @throws ConfigException if the cluster can't be read, or the file not be written; what was recorded until then is in the file
     */
    public void run(Optional<Duration> howLong, String play) {
        try (FactsInformers informers = watches.apply(new ShownChanges(this::show))) {
            CompletableFuture<Void> known = informers.synced().toCompletableFuture();
            informers.failed().thenAccept(failure -> over.complete(new Reason.Failed(failure)));
            informers.start();
            await(CompletableFuture.anyOf(known, over), Duration.ofNanos(Long.MAX_VALUE));
            if (over.isDone()) {
                endUnbegun();
            } else {
                record(informers, howLong, play);
            }
        }
    }

    private void endUnbegun() {
        throwFailure();
        progress.say("nothing was recorded: it ended before all was listed; " + file.path() + " was not written");
    }

    private void record(FactsInformers informers, Optional<Duration> howLong, String play) {
        try (Writer out = file.open()) {
            progress.begun(recorder.begin(out, clock.instant()), file);
            while (!over.isDone() && !isLongEnough(howLong)) {
                await(
                        over,
                        howLong.map(this::left)
                                .filter(left -> left.compareTo(TICK) < 0)
                                .orElse(TICK));
                progress.stands(recorder.elapsed(), recorder.events(), informers.notWatched());
            }
            recorder.end();
        } catch (IOException failure) {
            throw file.unwritable(failure);
        }
        throwFailure();
        progress.ended(recorder.elapsed(), recorder.events(), play);
    }

    private boolean isLongEnough(Optional<Duration> howLong) {
        return howLong.filter(limit -> left(limit).isZero()).isPresent();
    }

    private Duration left(Duration limit) {
        Duration left = limit.minus(recorder.elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void show(Change change) {
        try {
            recorder.show(change);
        } catch (IOException failure) {
            over.complete(new Reason.Failed(file.unwritable(failure)));
        }
    }

    private void throwFailure() {
        if (over.isDone() && over.join() instanceof Reason.Failed failed) {
            throw failed.failure();
        }
    }

    private void await(CompletableFuture<?> event, Duration longest) {
        try {
            event.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException later) {
            // the next look
        } catch (InterruptedException asked) {
            stop();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
