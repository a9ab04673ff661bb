package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multisets;
import io.endpointslice.config.CompactionConfig;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.kube.WireFormat;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A namespace of its own with all that looks at it, and the controller. Closing it fails if anything was wrong. */
final class Scenario implements AutoCloseable {
    /** Longer than the delay after foreign edits and the first retry, so a needless write would be seen. */
    static final Duration QUIET = Duration.ofMillis(1500);

    private static final Logger LOG = LoggerFactory.getLogger(Scenario.class);

    private final ApiServer server;
    private final GapWatcher gaps = new GapWatcher();
    private final Cluster cluster;
    private final SliceWatch slices;
    private final Oracle oracle;
    private final EndpointsView endpoints;
    private boolean legacyEndpoints = true;
    private int maxEndpoints = ControllerConfig.DEFAULT.maxEndpointsPerSlice();
    private Optional<ControllerUnderTest> controller = Optional.empty();

    Scenario(ApiServer server) {
        this.server = server;
        cluster = new Cluster(server.client(), gaps);
        slices = new SliceWatch(server.client(), cluster.namespace(), gaps);
        oracle = new Oracle(server.client(), cluster.namespace());
        endpoints = new EndpointsView(server.client(), cluster.namespace());
    }

    Cluster cluster() {
        return cluster;
    }

    SliceWatch slices() {
        return slices;
    }

    EndpointsView endpoints() {
        return endpoints;
    }

    GapWatcher gaps() {
        return gaps;
    }

    ControllerUnderTest controller() {
        return controller.orElseThrow();
    }

    /** Starts the controller with the default configuration and waits until it is ready. */
    Scenario running() {
        return running(maxEndpoints);
    }

    /** Starts the controller, after stopping the one before, and waits until it is ready. */
    Scenario running(int maxEndpointsPerSlice) {
        begin(maxEndpointsPerSlice);
        controller().awaitReady();
        return this;
    }

    /** The same with {@code --packing}, and with {@code --compact-when-quiet} if it is told how. */
    Scenario running(int maxEndpointsPerSlice, PackingPolicyName packing, Optional<CompactionConfig> compaction) {
        stop();
        maxEndpoints = maxEndpointsPerSlice;
        ControllerConfig config =
                ControllerUnderTest.maxEndpoints(maxEndpointsPerSlice).withPacking(packing);
        controller = Optional.of(ControllerUnderTest.start(server, config, compaction));
        controller().awaitReady();
        return this;
    }

    /** The same with {@code --kube-api-content-type}. */
    Scenario running(WireFormat format) {
        stop();
        controller =
                Optional.of(ControllerUnderTest.start(server, ControllerUnderTest.maxEndpoints(maxEndpoints), format));
        controller().awaitReady();
        return this;
    }

    /** The same with {@code --legacy-endpoints=false} (L7). */
    Scenario runningWithoutLegacyEndpoints() {
        stop();
        legacyEndpoints = false;
        controller = Optional.of(ControllerUnderTest.start(
                server, ControllerUnderTest.maxEndpoints(maxEndpoints).without(ControllerName.ENDPOINTS)));
        controller().awaitReady();
        return this;
    }

    /** Starts the controller, after stopping the one before. */
    void begin(int maxEndpointsPerSlice) {
        stop();
        legacyEndpoints = true;
        maxEndpoints = maxEndpointsPerSlice;
        controller =
                Optional.of(ControllerUnderTest.start(server, ControllerUnderTest.maxEndpoints(maxEndpointsPerSlice)));
    }

    void stop() {
        controller.ifPresent(ControllerUnderTest::close);
        controller = Optional.empty();
    }

    /** Waits until the Service's slices and Endpoints are right for the Pods as they are now; no gap may have been seen on the way. */
    void awaitRight(String service) {
        awaitRight(service, Eventually.PATIENCE);
    }

    void awaitRight(String service, Duration limit) {
        Service object = server.client()
                .services()
                .inNamespace(cluster.namespace())
                .withName(service)
                .require();
        ImmutableMultiset<String> expected = ImmutableMultiset.copyOf(oracle.expected(service));
        Eventually.within(limit, () -> {
            List<EndpointSlice> now = slices.of(service); // one look, since slices differ from moment to moment
            ImmutableMultiset<String> actual = ImmutableMultiset.copyOf(Oracle.actual(now));
            assertThat(Multisets.difference(expected, actual))
                    .as("endpoints that Service %s lacks", service)
                    .isEmpty();
            assertThat(Multisets.difference(actual, expected))
                    .as("endpoints that Service %s has in excess", service)
                    .isEmpty();
            assertShape(object, now);
        });
        assertThat(gaps.findings()).as("gaps (P3)").isEmpty();
        gaps.settle();
        if (legacyEndpoints) {
            endpoints.awaitRight(service);
        }
    }

    /** Waits until the controller has nothing to do, then counts what was written since. */
    SliceWatch.Writes writesSince(SliceWatch.Writes before) {
        controller.ifPresent(ControllerUnderTest::awaitIdle);
        SliceWatch.Writes writes = slices.writes().since(before);
        LOG.info("{}: {}", cluster.namespace(), writes);
        return writes;
    }

    /** The controller writes nothing for a while. */
    void assertSilent() {
        SliceWatch.Writes before = slices.writes();
        Eventually.staysSo(QUIET, () -> assertThat(slices.writes()).isEqualTo(before));
    }

    @Override
    public void close() {
        stop();
        slices.close();
        cluster.close();
        assertThat(gaps.findings()).as("gaps (P3)").isEmpty();
    }

    /** What holds for the slices themselves, whatever the endpoints: E10, E11, E13, P1. */
    private void assertShape(Service service, Collection<EndpointSlice> all) {
        for (EndpointSlice slice : all) {
            ObjectMeta meta = slice.getMetadata();
            String name = service.getMetadata().getName();
            assertThat(slice.getEndpoints()).as(meta.getName()).hasSizeLessThanOrEqualTo(maxEndpoints);
            assertThat(meta.getGenerateName()).isEqualTo(name + "-");
            assertThat(meta.getLabels())
                    .containsEntry("kubernetes.io/service-name", name)
                    .containsEntry("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io")
                    .containsAllEntriesOf(service.getMetadata().getLabels());
            assertThat(meta.getOwnerReferences())
                    .singleElement()
                    .returns(service.getMetadata().getUid(), OwnerReference::getUid)
                    .returns(true, OwnerReference::getController)
                    .returns(true, OwnerReference::getBlockOwnerDeletion);
            boolean alone = all.stream()
                            .filter(other -> other.getAddressType().equals(slice.getAddressType()))
                            .count()
                    == 1;
            assertThat(slice.getEndpoints().isEmpty() && !alone)
                    .as("%s is empty beside others", meta.getName())
                    .isFalse();
        }
    }
}
