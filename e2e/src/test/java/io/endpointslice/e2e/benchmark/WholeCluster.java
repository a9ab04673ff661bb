package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.e2e.ApiServer;
import io.endpointslice.e2e.ReferenceControllers;
import io.endpointslice.e2e.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What makes a cluster of an API server, but for the contestants: kube-scheduler, kube-controller-manager with the controllers
 * that a Deployment and its Nodes need, all with their usual limits, and KWOK, which does what the kubelets do.
 */
final class WholeCluster implements AutoCloseable {
    private static final ImmutableList<String> CONTROLLERS = ImmutableList.of(
            "deployment-controller",
            "replicaset-controller",
            "garbage-collector-controller",
            "namespace-controller",
            "node-lifecycle-controller");
    /** Of its own: nobody asks for its health. */
    private static final String NO_PORT = "--secure-port=0";

    private static final Path KWOK = Path.of(System.getProperty("e2e.kwok", "kwok/target/kwok"));

    private final ImmutableList<ServerProcess> processes;

    private WholeCluster(ImmutableList<ServerProcess> processes) {
        this.processes = processes;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts all, which need some seconds until they work. */
    static WholeCluster start(ApiServer server) {
        ImmutableMap<String, ImmutableList<String>> commands = ImmutableMap.of(
                "kube-controller-manager", controllers(server),
                "kube-scheduler", scheduler(server),
                "kwok", kubelets(server));
        return new WholeCluster(commands.entrySet().stream()
                .map(named -> ServerProcess.start(
                        named.getKey(), server.folder().resolve(named.getKey() + ".log"), named.getValue()))
                .collect(ImmutableList.toImmutableList()));
    }

    /** Why it cannot be started, if it cannot. */
    static Optional<String> missing() {
        return Files.isExecutable(KWOK)
                ? Optional.empty()
                : Optional.of("there is no KWOK at " + KWOK.normalize() + ": run e2e/kwok/build.sh");
    }

    /** Fails if a program has ended. */
    void check() {
        for (ServerProcess process : processes) {
            if (!process.isAlive()) {
                throw new IllegalStateException("A program of the cluster has ended; it printed:\n" + process.tail());
            }
        }
    }

    private static ImmutableList<String> controllers(ApiServer server) {
        return ImmutableList.<String>builder()
                .addAll(ReferenceControllers.commandWithUsualLimits(server, CONTROLLERS))
                // where the machine is too busy for the leases, Nodes would go, and their Pods stop being ready
                .add("--node-monitor-grace-period=1h", NO_PORT)
                .build();
    }

    private static ImmutableList<String> scheduler(ApiServer server) {
        return ImmutableList.of(
                server.program("kube-scheduler"),
                "--kubeconfig=" + server.adminKubeconfig(),
                "--leader-elect=false",
                NO_PORT);
    }

    private static ImmutableList<String> kubelets(ApiServer server) {
        return ImmutableList.of(
                "env", // becomes the program
                "KWOK_WORKDIR=" + server.folder(), // or it would add to the stages those in the user's home
                KWOK.toString(),
                "--kubeconfig=" + server.adminKubeconfig(),
                "--config=" + ApiServer.resource("benchmark/kwok-stages.yaml"),
                "--manage-all-nodes",
                "--cidr=10.128.0.0/14",
                "--node-lease-duration-seconds=40");
    }

    @Override
    public void close() {
        processes.forEach(ServerProcess::kill);
    }
}
