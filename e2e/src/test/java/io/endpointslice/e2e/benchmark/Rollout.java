package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.math.IntMath;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A Deployment in a whole cluster: it is scaled up from one Pod, and then restarted, so that new Pods replace all of them. Who
 * makes and ends the Pods, and how fast, is up to Kubernetes.
 */
final class Rollout implements Workload {
    private static final String APP = "rollout";
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final int MAX_ENDPOINTS_PER_SLICE = 100;
    private static final String RESTART =
            "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":\"2026-11-03T10:12:31Z\"}}}}}";

    private final int size;

    /** With so many Pods. */
    Rollout(int size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "rollout-" + size;
    }

    @Override
    public void prepare(Load load) {
        WholeCluster.missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        load.createService(APP);
    }

    @Override
    public Figures measure(Trial trial) {
        Load load = trial.load();
        load.unpublish();
        PodRows pods = new PodRows(System::nanoTime);
        SliceMembers slices = new SliceMembers(System::nanoTime);
        Figures figures = new Figures();
        try (WholeCluster cluster = WholeCluster.start(trial.server());
                Run run = new Run(trial, slices)) {
            run.watch("Pods", Load.PODS + "?" + PodRows.CELLS_ONLY, PodRows.ACCEPT, pods);
            Scene scene = new Scene(size, cluster, run, pods, slices);
            scene.await(load::nodesAreReady, "Nodes that are ready");
            // one Pod first: when it is published, everybody is at work
            load.createDeployment(APP, 1);
            scene.awaitPods(1, Set.of());
            scene.awaitPublished();
            run.rest(QUIET);
            scene.measure(figures, "scale-up ", "{\"spec\":{\"replicas\":" + size + "}}", Set.of());
            scene.measure(figures, "rollout ", RESTART, pods.existing());
            figures.addMemory(run.status());
        }
        load.deleteDeployments();
        return figures;
    }

    /** What a run of this workload consists of. */
    private record Scene(int size, WholeCluster cluster, Run run, PodRows pods, SliceMembers slices) {
        /** Patches the Deployment and measures until all its Pods are there, the {@code old} ones gone, and that published. */
        void measure(Figures figures, String phase, String patch, Set<String> old) {
            ImmutableSet<String> before = pods.existing();
            Meter meter = new Meter(run);
            double start = run.seconds();
            run.trial().load().patchDeployment(APP, patch);
            awaitPods(size, old);
            figures.add(phase + "until all Pods are ready, s", run.seconds() - start);
            awaitPublished();
            run.settle();
            meter.total(figures, phase);
            figures.add(phase + "slices left", slices.slices());
            figures.add(
                    phase + "slices that are enough",
                    IntMath.divide(size, MAX_ENDPOINTS_PER_SLICE, RoundingMode.CEILING));
            addDelays(figures, phase, before);
        }

        /** Waits until there are so many Pods and no others, none of them old, and all ready. */
        void awaitPods(int count, Set<String> old) {
            await(
                    () -> {
                        ImmutableSet<String> existing = pods.existing();
                        return existing.size() == count
                                && Sets.intersection(existing, old).isEmpty()
                                && pods.serving().now().equals(existing);
                    },
                    count + " ready Pods");
        }

        /** Waits until the slices show exactly the Pods that are ready. */
        void awaitPublished() {
            await(() -> slices.serving().now().equals(pods.serving().now()), "slices of exactly the ready Pods");
        }

        void await(BooleanSupplier condition, String description) {
            run.await(
                    () -> {
                        cluster.check();
                        return condition.getAsBoolean();
                    },
                    description);
        }

        /** From the event of the Pod until that of the slice. */
        private void addDelays(Figures figures, String phase, Set<String> before) {
            ImmutableSet<String> now = pods.existing();
            ServingPods published = slices.serving();
            figures.addMillis(
                    phase + "ready to published", published.beganAfter(pods.serving(), Sets.difference(now, before)));
            Set<String> gone = Sets.difference(before, now);
            if (!gone.isEmpty()) {
                figures.addMillis(phase + "terminating to unpublished", published.ceasedAfter(pods.serving(), gone));
            }
        }
    }
}
