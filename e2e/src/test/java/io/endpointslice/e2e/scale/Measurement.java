package io.endpointslice.e2e.scale;

import com.google.common.collect.ImmutableList;
import io.endpointslice.e2e.benchmark.Figures;
import io.endpointslice.e2e.benchmark.ProcessStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A whole cluster at work: everything is published, then the controller is started anew and finds it right, then 100 Pods a
 * second change.
 */
final class Measurement implements AutoCloseable {
    /** What a change of a Pod costs where the Services that change are alike in clusters of all sizes. */
    static final String COST = "CPU per change of small Services, ms";

    private static final int CHANGES_PER_SECOND = 100;
    /** Prime, and no divisor of a number of Pods: neighbours in the order of changes are in different Services. */
    private static final int STRIDE = 7919;
    /** As many in each cluster, so that each changes as often. */
    private static final int SMALL_SERVICES = 100;

    private static final int SMALL_ROUNDS = 2;

    private final Setting setting;
    private final int pods;
    private final Publication publication = new Publication();
    private final StandIn server;
    private final Figures figures = new Figures();

    /** Starts the stand-in, with what belongs to it in the folder. */
    Measurement(Setting setting, Path folder) {
        this.setting = setting;
        pods = setting.shape().pods();
        server = new StandIn(new ClusterObjects(setting.shape()), publication, folder);
    }

    /** Measures. */
    Figures run() {
        try (Controller controller = start()) {
            publish(controller);
        }
        try (Controller controller = start()) {
            restart(controller);
            int changes = (int) setting.changing().toSeconds() * CHANGES_PER_SECOND;
            ImmutableList<Integer> all = ofAllServices(Math.min(pods, changes) / 2);
            phase(controller, "all Services", all, Math.max(1, changes / 2 / all.size()));
            phase(controller, "small Services", ofSmallServices(), SMALL_ROUNDS);
            controller.rest(setting.settling());
            figures.addMemory(controller.status());
        }
        return figures;
    }

    private Controller start() {
        return new Controller(server.kubeconfig(), setting);
    }

    private void publish(Controller controller) {
        int services = setting.legacyEndpoints() ? setting.shape().services().size() : 0;
        controller.await(
                () -> publication.ready() == pods && publication.endpointsWrites() >= services, "all published");
        figures.add("first start to all published, s", controller.seconds());
        figures.add("first start to all published, CPU, s", controller.status().cpuMillis() / 1e3);
        figures.add("first start slice writes", publication.sliceWrites());
        figures.add("first start Endpoints writes", publication.endpointsWrites());
        controller.rest(setting.settling());
        figures.addMemory("first start ", controller.status());
    }

    /** Everything is right but for one Pod. */
    private void restart(Controller controller) {
        int slices = publication.sliceWrites();
        int endpoints = publication.endpointsWrites();
        server.setReady(pods - 1, false);
        controller.await(() -> publication.sliceWrites() > slices, "the one change published");
        figures.add("restart to one change published, s", controller.seconds());
        controller.rest(setting.settling());
        ProcessStatus status = controller.status();
        figures.add("restart CPU, s", status.cpuMillis() / 1e3);
        figures.add("restart slice writes", publication.sliceWrites() - slices);
        figures.add("restart Endpoints writes", publication.endpointsWrites() - endpoints);
        figures.addMemory("restart ", status);
        server.setReady(pods - 1, true);
        controller.await(() -> publication.pending() == 0, "the one change taken back");
        publication.takeNanos();
    }

    /** Pods stop being ready, one after the other, and get ready again in that order, so many times. */
    private void phase(Controller controller, String name, List<Integer> changing, int rounds) {
        controller.rest(setting.settling());
        double cpu = controller.status().cpuMillis();
        int slices = publication.sliceWrites();
        int endpoints = publication.endpointsWrites();
        double start = controller.seconds();
        for (int round = 0; round < 2 * rounds; round++) {
            change(controller, changing, round % 2 == 1);
        }
        double seconds = controller.seconds() - start;
        double spent = controller.status().cpuMillis() - cpu;
        List<Long> nanos = new ArrayList<>(publication.takeNanos());
        figures.add("changes a second of " + name, nanos.size() / seconds);
        figures.add("CPU per change of " + name + ", ms", spent / nanos.size());
        figures.add("slice writes per change of " + name, (double) (publication.sliceWrites() - slices) / nanos.size());
        figures.add(
                "Endpoints writes per change of " + name,
                (double) (publication.endpointsWrites() - endpoints) / nanos.size());
        figures.addMillis("latency of " + name, nanos);
    }

    /** Waits for all at the end: a Pod has to be seen in one state before it gets the next, or both might be written at once. */
    private void change(Controller controller, List<Integer> changing, boolean ready) {
        double start = controller.seconds();
        for (int i = 0; i < changing.size(); i++) {
            controller.restUntil(start + (double) i / CHANGES_PER_SECOND);
            server.setReady(changing.get(i), ready);
        }
        controller.restUntil(start + (double) changing.size() / CHANGES_PER_SECOND);
        controller.await(() -> publication.pending() == 0, "changes of Pods published");
    }

    private ImmutableList<Integer> ofAllServices(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (int) ((long) i * STRIDE % pods))
                .collect(ImmutableList.toImmutableList());
    }

    /** Half of the Pods of the small Services at the end, of each Service one after the other. */
    private ImmutableList<Integer> ofSmallServices() {
        int services = Math.min(SMALL_SERVICES, pods / ClusterShape.SMALL);
        int first = pods - services * ClusterShape.SMALL;
        return IntStream.range(0, services * ClusterShape.SMALL / 2)
                .mapToObj(i -> first + i % services * ClusterShape.SMALL + i / services)
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public void close() {
        server.close();
    }
}
