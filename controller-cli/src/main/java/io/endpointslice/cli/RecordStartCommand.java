package io.endpointslice.cli;

import io.endpointslice.cli.start.RecordedApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
                run(api, kubeconfig);
            } finally {
                Files.delete(kubeconfig);
            }
        } finally {
            Files.delete(folder);
        }
        return EndpointSliceController.execute(console, "demo", "--pods", "60", "--plain");
    }

    /** Until it has written something. What it says matters only if it does not come to that. */
    private void run(RecordedApi api, Path kubeconfig) throws InterruptedException {
        StringWriter said = new StringWriter();
        Console own = new Console(console.in(), console.out(), new PrintWriter(said, true));
        Thread run = new Thread(
                () -> EndpointSliceController.execute(
                        own,
                        "run",
                        "--kubeconfig=" + kubeconfig,
                        "--leader-elect=true",
                        "--health-address=127.0.0.1:0"),
                "run");
        run.start();
        boolean wrote = api.awaitController(LIMIT);
        run.interrupt();
        run.join();
        if (!wrote) {
            throw new IllegalStateException(
                    "the controller has written nothing in " + LIMIT.toSeconds() + " s: " + said);
        }
    }
}
