package io.endpointslice.e2e;

import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.LeaderElectionConfig;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A small cluster in which the controller needs every right that it has: there is something to create, to update, to delete
 * and to tell of. It is over when all of that is done, or as soon as the API server has refused something.
 */
final class RightsScenario implements AutoCloseable {
    private static final int FORBIDDEN = 403;
    private static final LeaderElectionConfig ELECTION = new LeaderElectionConfig(
            Deploy.NAME, Deploy.NAME, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofMillis(100));
    /** More addresses than this are not mirrored but told of (M2). */
    private static final int MIRRORED = 1;

    private final ApiServer server;
    private final Scenario scenario;
    private final long auditStart;

    RightsScenario(ApiServer server) {
        this.server = server;
        server.client().leases().inNamespace(Deploy.NAME).withName(Deploy.NAME).delete();
        scenario = new Scenario(server);
        scenario.cluster().createService("web");
        scenario.cluster().createReadyPods("web", 0, 1);
        createSliceOfAnOlderService("web");
        scenario.endpoints()
                .create(
                        "gone",
                        List.of("192.0.2.1"),
                        object -> object.editMetadata()
                                .addToLabels("endpoints.kubernetes.io/managed-by", "endpoint-controller")
                                .endMetadata());
        scenario.cluster()
                .createService(
                        "db", service -> service.editSpec().withSelector(null).endSpec());
        scenario.endpoints().create("db", List.of("192.0.2.1", "192.0.2.2"));
        auditStart = server.audit().end();
    }

    /**
     * What came of it.
     *
     * @param refused requests that the API server refused, such as {@code list pods}
     * @param undone what the controller has not done
     */
    record Result(ImmutableSortedSet<String> refused, ImmutableList<String> undone) {}

    /** Runs the controller with the rights that the roles give now. */
    Result run() {
        ControllerConfig config = ControllerConfig.DEFAULT.withMaxEndpointsPerSubset(MIRRORED);
        ControllerUnderTest controller = ControllerUnderTest.startElected(server, config, ELECTION);
        try {
            awaitEnd(1);
            if (refused().isEmpty()) {
                scenario.cluster().createReadyPods("web", 1, 1);
                mirror("192.0.2.3");
                Eventually.isTrue(Eventually.PATIENCE, () -> !refused().isEmpty() || isMirrored("192.0.2.3"));
                // told again, since in between it was not so
                mirror("192.0.2.1", "192.0.2.2");
                awaitEnd(2);
            }
            return new Result(refused(), undone(2));
        } finally {
            controller.close();
        }
    }

    private void mirror(String... ips) {
        List<EndpointAddress> addresses = Stream.of(ips)
                .map(ip -> new EndpointAddressBuilder().withIp(ip).build())
                .toList();
        scenario.endpoints()
                .edit(
                        "db",
                        object -> object.editFirstSubset()
                                .withAddresses(addresses)
                                .endSubset());
    }

    private boolean isMirrored(String ip) {
        return slices("db").stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .anyMatch(endpoint -> endpoint.getAddresses().contains(ip));
    }

    @Override
    public void close() {
        scenario.close();
    }

    private void awaitEnd(int round) {
        Eventually.isTrue(
                Eventually.PATIENCE, () -> !refused().isEmpty() || undone(round).isEmpty());
    }

    /** As the API server's audit log has it, of all who are not cluster admins. */
    private ImmutableSortedSet<String> refused() {
        return server.audit().since(auditStart).stream()
                .filter(request -> request.status() == FORBIDDEN)
                .map(request -> request.verb() + " " + request.resource())
                .collect(toImmutableSortedSet(Comparator.naturalOrder()));
    }

    /** What is not as it must be after that many rounds of changes. */
    private ImmutableList<String> undone(int round) {
        ImmutableMap<String, BooleanSupplier> goals = ImmutableMap.of(
                "slice of web",
                        () -> slices("web").size() == 1
                                && slices("web").get(0).getEndpoints().size() == round,
                "Endpoints web",
                        () -> scenario.endpoints()
                                        .find("web")
                                        .map(RightsScenario::size)
                                        .orElse(0)
                                == round,
                "Endpoints gone", () -> scenario.endpoints().find("gone").isEmpty(),
                "mirrored slice of db", () -> slices("db").size() == 1,
                "Event about db", () -> count() >= round,
                "renewed Lease", this::isLeaseRenewed);
        return goals.entrySet().stream()
                .filter(goal -> !goal.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .collect(ImmutableList.toImmutableList());
    }

    private List<EndpointSlice> slices(String service) {
        return scenario.slices().of(service);
    }

    /** How often the controller has told that addresses of db are not mirrored. */
    private int count() {
        return scenario.endpoints().events("Endpoints", "db").stream()
                .mapToInt(Event::getCount)
                .sum();
    }

    private boolean isLeaseRenewed() {
        return server.audit().since(auditStart).stream()
                .anyMatch(request -> request.verb().equals("update")
                        && request.resource().equals("leases")
                        && request.object().equals(Deploy.NAME + "/" + Deploy.NAME)
                        && request.status() != FORBIDDEN);
    }

    private static int size(Endpoints endpoints) {
        return EndpointsOracle.size(endpoints);
    }

    /** To be deleted, not updated (E12). */
    private void createSliceOfAnOlderService(String service) {
        server.client()
                .resource(new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withNamespace(scenario.cluster().namespace())
                        .withName(service + "-older")
                        .addToLabels("kubernetes.io/service-name", service)
                        .addToLabels("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io")
                        .addNewOwnerReference()
                        .withApiVersion("v1")
                        .withKind("Service")
                        .withName(service)
                        .withUid("00000000-0000-0000-0000-000000000000")
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .withAddressType("IPv4")
                        .build())
                .create();
    }
}
