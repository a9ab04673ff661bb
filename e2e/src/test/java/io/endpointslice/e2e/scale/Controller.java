package io.endpointslice.e2e.scale;

import com.google.common.collect.ImmutableList;
import io.endpointslice.e2e.ServerProcess;
import io.endpointslice.e2e.benchmark.ProcessStatus;
import io.fabric8.kubeapitest.Utils;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The controller as its user starts it, a process of its own. */
final class Controller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration INTERVAL = Duration.ofMillis(2);

    private final long startNanos = System.nanoTime();
    private final ServerProcess process;

    /** Starts it. */
    Controller(Path kubeconfig, Setting setting) {
        process = ServerProcess.start(
                "controller", kubeconfig.resolveSibling("controller.log"), command(kubeconfig, setting));
    }

    private static ImmutableList<String> command(Path kubeconfig, Setting setting) {
        return ImmutableList.<String>builder()
                .add("env", "JAVA_OPTS=" + setting.javaOptions())
                .add(System.getProperty("e2e.launcher", "../endpointslice-controller"), "run")
                .add("--kubeconfig=" + kubeconfig, "--legacy-endpoints=" + setting.legacyEndpoints())
                // the stand-in for the API server knows nothing else
                .add("--kube-api-content-type=application/json")
                .add("--health-address=127.0.0.1:" + Utils.findFreePort())
                .add("--kube-api-qps=10000", "--kube-api-burst=10000")
                .build();
    }

    /** Seconds since it was started. */
    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    ProcessStatus status() {
        return ProcessStatus.of(process.pid());
    }

    /** Waits for something that the controller has to do, or for a time. */
    void await(BooleanSupplier condition, String description) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The controller did not get to: " + description + "; it printed:\n" + process.tail());
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    /** Returns at once if it is later than {@code seconds} after the start already. */
    void restUntil(double seconds) {
        await(() -> seconds() >= seconds, "rest");
    }

    void rest(Duration span) {
        restUntil(seconds() + span.toMillis() / 1e3);
    }

    @Override
    public void close() {
        process.kill();
    }
}
