package io.endpointslice.cli;

import io.endpointslice.cli.start.RecordedApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code record-start}: what a JVM is to learn from that records a start, without a cluster: {@code run} as in a Pod, with TLS,
 * Protobuf and leader election, then a demo, which has the syncs that {@code run} makes later.
 */
@Command(name = "record-start", hidden = true, description = "What the launcher records with --record-start.")
final class RecordStartCommand implements Callable<Integer> {
    /** A build of an image may run on an emulated machine. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Console console;

    RecordStartCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("record-start");
        try (RecordedApi api = new RecordedApi()) {
            Path kubeconfig = api.kubeconfig(folder);
            try {
                if (!runs(api, kubeconfig)) {
                    console.note("the controller has not written anything for " + LIMIT.toSeconds() + " s");
                    return ExitCode.INTERNAL_ERROR;
                }
            } finally {
                Files.delete(kubeconfig);
            }
        } finally {
            Files.delete(folder);
        }
        return EndpointSliceController.execute(console, "demo", "--pods", "60", "--plain");
    }

    /** Whether {@code run} has come to write. */
    private boolean runs(RecordedApi api, Path kubeconfig) throws InterruptedException {
        Thread run = new Thread(
                () -> EndpointSliceController.execute(
                        console,
                        "run",
                        "--kubeconfig=" + kubeconfig,
                        "--leader-elect=true",
                        "--health-address=127.0.0.1:0"),
                "run");
        run.start();
        try {
            return api.awaitController(LIMIT);
        } finally {
            run.interrupt();
            run.join();
        }
    }
}
