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
    private static final String ERROR = "{\"type\":\"ERROR\"";
    /** The API server is not yet where the last watch was; it has waited for that for some seconds already. */
    private static final String TRY_AGAIN = "\"reason\":\"ResourceVersionTooLarge\"";

    private static final String VERSION = "\"resourceVersion\":\"";

    private final Api api;
    private final String what;
    private final String path;
    private final String accept;
    private final Consumer<String> eachLine;
    private final Thread reader;
    private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
    /** Of the last event. Only the reading thread has to do with it. */
    private String version = "";

    private volatile InputStream stream;
    private volatile boolean closed;

    private EventLines(Api api, String what, String path, String accept, Consumer<String> eachLine) {
        this.api = api;
        this.what = what;
        this.path = path;
        this.accept = accept;
        this.eachLine = eachLine;
        stream = api.watch(path, accept);
        reader = new Thread(this::read, what);
        reader.setDaemon(true);
    }

    /**
     * Opens a watch, which first has what is there already.
     *
     * @param what is watched, for people
     * @param path may have parameters
     * @param eachLine gets every event on the reading thread, before who awaits it
     */
    static EventLines open(Api api, String what, String path, String accept, Consumer<String> eachLine) {
        // the API server would end a watch without timeoutSeconds after half an hour
        String watch = path + (path.contains("?") ? "&" : "?") + "watch=true&timeoutSeconds=86400";
        EventLines lines = new EventLines(api, what, watch, accept, eachLine);
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

    /** Fails if the watch has ended for good. */
    void check() {
        if (!reader.isAlive()) {
            throw new IllegalStateException("The watch of " + what + " ended");
        }
    }

    @Override
    public void close() {
        closed = true;
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
        try {
            while (!closed) {
                readToEnd();
                if (!closed) {
                    // the API server ends the watch of who is slow to read, as anybody is on a busy machine
                    stream = api.watch(path + "&resourceVersion=" + version, accept);
                }
            }
        } finally {
            awaited.values().forEach(event -> event.completeExceptionally(new IOException("the stream ended")));
        }
    }

    private void readToEnd() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            while (!closed) {
                String line = lines.readLine();
                if (line == null || (line.startsWith(ERROR) && line.contains(TRY_AGAIN))) {
                    return;
                }
                take(line, System.nanoTime());
                version = version(line);
            }
        } catch (IOException e) {
            // cut or closed, which is an end like any other: the next watch begins where this one was
        }
    }

    private void take(String line, long now) {
        if (line.startsWith(ERROR)) {
            throw new IllegalStateException("The watch of " + what + " has failed: " + line);
        }
        eachLine.accept(line);
        awaited.forEach((text, event) -> {
            if (line.contains(text)) {
                awaited.remove(text);
                event.complete(now);
            }
        });
    }

    private static String version(String line) {
        int start = line.indexOf(VERSION) + VERSION.length();
        return line.substring(start, line.indexOf('"', start));
    }
}
