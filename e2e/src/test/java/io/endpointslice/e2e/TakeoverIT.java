package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Closer;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.e2e.population.Population;
import io.endpointslice.e2e.population.RandomCluster;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This controller and the reference, one after the other and both at once, on a large random cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TakeoverIT {
    private static final Logger LOG = LoggerFactory.getLogger(TakeoverIT.class);
    /** Of the cluster and its churn; another by a system property. */
    private static final long SEED = Long.getLong("e2e.seed", 4L);

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String MANAGED_BY = "endpoints.kubernetes.io/managed-by";

    private final Closer closer = Closer.create();
    private final RandomCluster random = new RandomCluster(SEED);
    private final Population population = random.population();
    private ApiServer server;
    private Cluster cluster;
    private Populator populator;
    private Silence silence;

    @BeforeAll
    void open() {
        server = ApiServer.start();
        closer.register(server::close);
        cluster = new Cluster(server.client(), new GapWatcher());
        closer.register(cluster::close);
        populator = new Populator(server.client(), cluster);
        silence = new Silence(server, cluster.namespace());
        populator.create(population);
        System.out.printf(
                "-De2e.seed=%d: %d Services, %d Pods, %d Endpoints written by hand%n",
                SEED,
                population.services().size(),
                population.pods().size(),
                population.endpoints().size());
    }

    /** Each test begins with nothing published, and with all hand-written Endpoints. */
    @AfterEach
    void withdraw() {
        server.client()
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(cluster.namespace())
                .delete();
        server.client()
                .endpoints()
                .inNamespace(cluster.namespace())
                .withLabel(MANAGED_BY)
                .delete();
        populator.createMissing(population.endpoints());
    }

    @AfterAll
    void close() throws IOException {
        closer.close();
    }

    @Test
    @DisplayName("when the reference has converged, diff finds nothing, and run writes nothing for a minute")
    void afterReference() {
        try (ReferenceControllers reference = ReferenceControllers.start(server)) {
            awaitSynced(reference);
            silence.await();
        }

        assertNoDifference();
        Silence.Moment before = silence.now();
        try (ControllerUnderTest ours = start()) {
            awaitSynced(ours);
            silence.assertSince(before);
        }
    }

    @Test
    @DisplayName("when this controller has converged, the reference writes nothing for a minute")
    void beforeReference() {
        try (ControllerUnderTest ours = start()) {
            awaitSynced(ours);
            silence.await();
        }

        Silence.Moment before = silence.now();
        try (ReferenceControllers reference = ReferenceControllers.start(server)) {
            awaitSynced(reference);
            ImmutableMultiset<KnownQuirk> quirks =
                    silence.assertSince(before, ImmutableSet.copyOf(KnownQuirk.values()));
            LOG.info("the reference wrote all the same: {}", quirks);
            assertThat(quirks.elementSet())
                    .as("excuses that are needed")
                    .containsExactlyInAnyOrder(KnownQuirk.values());
            assertThat(before.published().differences(silence.now().published()))
                    .as("what those writes changed but for times")
                    .isEqualTo("Endpoints " + Population.WITHOUT_SERVICE + " is gone");
        }
    }

    @Test
    @DisplayName("both at once under churn: they converge, and then both write nothing for a minute")
    void both() {
        try (ReferenceControllers reference = ReferenceControllers.start(server);
                ControllerUnderTest ours = start()) {
            awaitSynced(ours);
            awaitSynced(reference);
            silence.await();
            Silence.Moment before = silence.now();
            new Churn(server.client(), cluster, populator, random).run(population);
            silence.await();
            assertThat(server.audit().since(before.place()))
                    .anyMatch(write -> write.client().startsWith(ReferenceControllers.CLIENT))
                    .anyMatch(write -> write.client().equals("endpointslice-controller"));

            silence.assertSince(silence.now());
        }
        assertNoDifference();
        assertSlicesAreRight();
    }

    private ControllerUnderTest start() {
        return ControllerUnderTest.start(server, ControllerConfig.DEFAULT);
    }

    /** Waits until it has looked at everything once. Some syncs fail and are tried again: there are Pods on a Node that is gone. */
    private void awaitSynced(ControllerUnderTest ours) {
        int services = selecting().size();
        int endpoints = handWritten();
        Eventually.within(LONG, () -> {
            assertThat(ours.synced(ControllerName.SLICES)).isGreaterThanOrEqualTo(services);
            assertThat(ours.synced(ControllerName.ENDPOINTS)).isGreaterThanOrEqualTo(services);
            assertThat(ours.synced(ControllerName.MIRRORING)).isGreaterThanOrEqualTo(endpoints);
        });
    }

    /** The same of the reference. */
    private void awaitSynced(ReferenceControllers reference) {
        reference.awaitSynced(selecting().size(), handWritten());
    }

    /** How many Endpoints were written by hand, but for those without a Service: the reference deletes them at its start. */
    private int handWritten() {
        return population.endpoints().size() - 1;
    }

    private void assertNoDifference() {
        Program diff = Jar.run(
                "diff", "-A", "--kubeconfig", server.controllerKubeconfig().toString());
        assertThat(diff.exitCode()).as(diff.output()).isZero();
    }

    /** The endpoints of all Services, by what an independent computation from the API says. */
    private void assertSlicesAreRight() {
        Oracle oracle = new Oracle(server.client(), cluster.namespace());
        for (Service service : selecting()) {
            String name = service.getMetadata().getName();
            assertThat(Oracle.actual(slicesOf(name))).as(name).isEqualTo(oracle.expected(name));
        }
    }

    /** The Services for which the controllers publish Pods. */
    private ImmutableList<Service> selecting() {
        ImmutableList<Service> selecting =
                server.client().services().inNamespace(cluster.namespace()).list().getItems().stream()
                        .filter(service -> !service.getSpec().getSelector().isEmpty()
                                && !service.getSpec().getType().equals("ExternalName"))
                        .collect(ImmutableList.toImmutableList());
        assertThat(selecting).hasSizeGreaterThan(40);
        return selecting;
    }

    private List<EndpointSlice> slicesOf(String service) {
        return server.client()
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(cluster.namespace())
                .withLabel("kubernetes.io/service-name", service)
                .list()
                .getItems();
    }
}
