package io.endpointslice.cli;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.Uninterruptibles;
import io.endpointslice.cli.manifest.InputException;
import io.endpointslice.cli.record.RecordProgress;
import io.endpointslice.cli.record.RecordSession;
import io.endpointslice.cli.record.RecordingFile;
import io.endpointslice.config.ConfigException;
import io.endpointslice.kube.FactsInformers;
import io.endpointslice.simulator.recording.Pseudonyms;
import io.endpointslice.simulator.recording.Recorder;
import io.endpointslice.simulator.story.StoryFile;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate --record}: what watches show of a cluster, into a file that {@code simulate} plays. Only lists and watches. */
final class RecordOptions {
    /** To write what was shown last. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Simulate nothing, but write what happens to the Pods, Services and Nodes of a cluster into this file, "
                            + "until Ctrl-C. Names are hashed. 'simulate FILE' plays it.")
    private @Nullable Path file;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = GoDuration.class,
            description = "With --record, end after so long, such as 10m.")
    private @Nullable Duration howLong;

    @Option(names = "--overwrite", description = "With --record, write FILE anew if it is there already.")
    private boolean overwrite;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description = "With --record, the namespace; without it that of the kubeconfig's context.")
    private @Nullable String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "With --record, all namespaces.")
    private boolean allNamespaces;

    @Mixin
    private final KubeOptions kube = new KubeOptions();

    /** Whether a recording is asked for. */
    boolean isGiven() {
        return file != null;
    }

    /**
     * Refuses what only a recording can use.
     *
     * @throws InputException if something of it is given
     */
    void checkUnused() {
        if (howLong != null || overwrite || namespace != null || allNamespaces || kube.isGiven()) {
            throw new InputException(
                    "--for, --overwrite, -n, -A, --kubeconfig and --context are for --record, which is not given");
        }
    }

    /**
     * Records, until it has been so long, or Ctrl-C, or the thread is interrupted, as in a test.
     *
     * @throws ConfigException if the cluster can't be read, or the file not be written
     */
    void record(Console console) {
        RecordingFile target = target();
        try (KubernetesClient client = kube.factsClientLikeKubectl()) {
            Optional<String> only = allNamespaces
                    ? Optional.empty()
                    : Optional.of(ScopeOptions.orDefault(Optional.ofNullable(namespace), client));
            Recorder recorder = new Recorder(
                    only.isPresent() ? "One namespace of a cluster" : "All namespaces of a cluster",
                    Pseudonyms.ofUnknownKey(new SecureRandom()),
                    Ticker.systemTicker());
            RecordSession session = new RecordSession(
                    listener -> new FactsInformers(client, only, listener, Ticker.systemTicker()),
                    recorder,
                    target,
                    new RecordProgress(console.err(), Terminal.mayDrawErrors()),
                    InstantSource.system());
            runUntilSignal(session, target);
        }
    }

    /** SIGINT and SIGTERM end the recording, and the process with exit code 0 when the file is whole. */
    private void runUntilSignal(RecordSession session, RecordingFile target) {
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    session.stop();
                    boolean whole = Uninterruptibles.awaitUninterruptibly(done, STOP_TIMEOUT);
                    Runtime.getRuntime().halt(whole ? ExitCode.FINE : ExitCode.INTERNAL_ERROR);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            session.run(
                    Optional.ofNullable(howLong),
                    ShellCommand.of(
                            EndpointSliceController.NAME,
                            List.of("simulate", target.path().toString())));
        } finally {
            done.countDown();
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // it is under way, and ends the process
        }
    }

    private RecordingFile target() {
        if (file == null) {
            throw new IllegalStateException("no recording is asked for");
        }
        if (allNamespaces && namespace != null) {
            throw new InputException("-A and -n contradict each other: give one of them");
        }
        if (howLong != null && howLong.isZero()) {
            throw new InputException("--for 0 would record nothing: give a time such as 10m");
        }
        if (StoryFile.isWorkload(file)) {
            throw new ConfigException(file + ": would be read as a workload: name it otherwise, such as FILE.jsonl");
        }
        TargetFile.check(file);
        RecordingFile target = new RecordingFile(file, overwrite);
        target.check();
        return target;
    }
}
