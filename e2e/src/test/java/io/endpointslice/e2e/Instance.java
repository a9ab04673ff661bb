package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubeapitest.Utils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The runnable jar as a process that takes part in an election, with a ServiceAccount of its own, so that the API server's
 * audit log tells who wrote.
 */
final class Instance implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int OK = 200;

    private final String user;
    private final String health;
    private final ServerProcess process;

    private Instance(String user, String health, ServerProcess process) {
        this.user = user;
        this.health = health;
        this.process = process;
    }

    /**
     * Starts it and returns at once.
     *
     * @param account a ServiceAccount of {@link Deploy}
     * @param log gets what it prints
     * @param flags beside those that every instance has
     */
    static Instance start(Deploy deploy, String account, Path log, String... flags) {
        String health = "127.0.0.1:" + Utils.findFreePort();
        ImmutableList<String> arguments = ImmutableList.<String>builder()
                .add("run", "--kubeconfig=" + deploy.kubeconfig(account), "--health-address=" + health)
                .add("--leader-elect", "--leader-elect-resource-namespace=" + Deploy.NAME)
                .add(flags)
                .build();
        ServerProcess process = ServerProcess.start(account, log, Jar.command(arguments.toArray(String[]::new)));
        return new Instance(Deploy.user(account), health, process);
    }

    /** By what name the audit log knows it. */
    String user() {
        return user;
    }

    /** Waits until it leads. */
    void awaitLeading() {
        awaitPrinted("leading: the lease");
    }

    /** Waits until it could lead at once, and knows that another does. */
    void awaitStandby() {
        awaitPrinted("on standby");
        assertThat(Eventually.isTrue(Eventually.PATIENCE, this::isReady))
                .as("ready: %s", process.output())
                .isTrue();
    }

    boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + health + "/readyz"))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    ServerProcess process() {
        return process;
    }

    /** Stops it in good order (SIGTERM). */
    void terminate() throws InterruptedException {
        assertThat(process.terminate(Duration.ofSeconds(5)))
                .as(process.output())
                .isZero();
    }

    @Override
    public void close() {
        process.kill();
    }

    private void awaitPrinted(String text) {
        assertThat(Eventually.isTrue(Eventually.PATIENCE, () -> process.output().contains(text) || !process.isAlive()))
                .as("printed %s: %s", text, process.output())
                .isTrue();
        assertThat(process.output()).contains(text);
    }
}
