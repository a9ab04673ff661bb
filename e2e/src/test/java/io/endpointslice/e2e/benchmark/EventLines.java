package io.endpointslice.e2e.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A watch whose events are read as lines and searched as text, on a thread of its own. */
final class EventLines implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final String what;
    private final InputStream stream;
    private final Consumer<String> eachLine;
    private final Thread reader;
    private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();

    private EventLines(String what, InputStream stream, Consumer<String> eachLine) {
        this.what = what;
        this.stream = stream;
        this.eachLine = eachLine;
        reader = new Thread(this::read, what);
        reader.setDaemon(true);
    }

    /**
     * Opens a watch, which first has what is there already.
     *
     * @param what is watched, for people
     * @param eachLine gets every event on the reading thread, before who awaits it
     */
    static EventLines open(Api api, String what, String path, String accept, Consumer<String> eachLine) {
        // the API server would end a watch without timeoutSeconds after half an hour
        EventLines lines = new EventLines(what, api.watch(path + "?watch=true&timeoutSeconds=86400", accept), eachLine);
        lines.reader.start();
        return lines;
    }

    /** Asks for the next event with that text in it. It is done with {@link System#nanoTime} when that event was read. */
    CompletableFuture<Long> next(String text) {
        return awaited.computeIfAbsent(text, key -> new CompletableFuture<>());
    }

    /** Waits for an event that was asked for. {@link System#nanoTime} when it was read. */
    long await(CompletableFuture<Long> event, String description) {
        try {
            return event.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "No event of " + what + " within " + PATIENCE_SECONDS + " s: " + description, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The watch of " + what + " ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
            reader.join();
        } catch (IOException e) {
            throw new IllegalStateException("The watch of " + what + " could not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line, System.nanoTime());
            }
        } catch (IOException e) {
            // closed: nobody waits any more, or whoever does is told below
        }
        awaited.values().forEach(event -> event.completeExceptionally(new IOException("the stream ended")));
    }

    private void take(String line, long now) {
        eachLine.accept(line);
        awaited.forEach((text, event) -> {
            if (line.contains(text)) {
                awaited.remove(text);
                event.complete(now);
            }
        });
    }
}
