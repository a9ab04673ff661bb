package io.endpointslice.metrics;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.sync.WriteResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R4: each metric of the reference's EndpointSlice controller changes when the reference's does. */
final class SliceMetricsTest {
    private static final String PREFIX = "endpoint_slice_controller_";

    private final Syncs syncs = new Syncs();
    private final ServiceFacts web = web().build();

    @Test
    @DisplayName("R4: before anything has happened all is 0")
    void beginning() {
        shows("endpoints_desired", 0);
        shows("num_endpoint_slices", 0);
        shows("desired_endpoint_slices", 0);
        shows("changes{operation=\"create\"}", 0);
        shows("syncs{result=\"error\"}", 0);
    }

    @Test
    @DisplayName("R4, E13: a Service without endpoints has a placeholder, which is one slice, and one would do")
    void placeholder() {
        syncs.sync(web);
        shows("endpoints_desired", 0);
        shows("num_endpoint_slices", 1);
        shows("desired_endpoint_slices", 1);
        shows("changes{operation=\"create\"}", 1);
        shows("syncs{result=\"success\"}", 1);
        histogram("endpoints_added_per_sync", 1, 0);
        histogram("endpoints_removed_per_sync", 1, 0);
    }

    @Test
    @DisplayName("R4: endpoints and slices are summed over Services, and a Service's share follows it")
    void sums() {
        ServiceFacts api =
                service("api").selector("app", "web").port("http", 9090).build();
        syncs.pods(at(1), at(2), at(3)).sync(web).sync(api);
        shows("endpoints_desired", 6);
        shows("num_endpoint_slices", 4);
        shows("desired_endpoint_slices", 4);
        syncs.gone("p3").sync(web);
        shows("endpoints_desired", 5);
        shows("num_endpoint_slices", 3);
        shows("desired_endpoint_slices", 3);
        syncs.syncGone(api);
        shows("endpoints_desired", 2);
        shows("num_endpoint_slices", 1);
        shows("desired_endpoint_slices", 1);
    }

    @Test
    @DisplayName("R4: slices that are not full are more than would do")
    void notFull() {
        syncs.pods(at(1), at(2), at(3), at(4)).sync(web);
        syncs.gone("p2").sync(web).gone("p4").sync(web);
        shows("endpoints_desired", 2);
        shows("desired_endpoint_slices", 1);
        assertThat(syncs.page().value(PREFIX + "num_endpoint_slices").orElseThrow())
                .isBetween(1.0, 2.0);
    }

    @Test
    @DisplayName("R4, E4: a Service of two families is counted with both, and observed once for each")
    void twoFamilies() {
        ServiceFacts dual = web().families(AddressType.IPV4, AddressType.IPV6).build();
        syncs.pods(at(1).ip("fd00::1"), at(2)).sync(dual);
        shows("endpoints_desired", 3);
        shows("num_endpoint_slices", 2);
        shows("desired_endpoint_slices", 2);
        histogram("endpoints_added_per_sync", 2, 3);
        histogram("endpoints_removed_per_sync", 2, 0);
        shows("endpointslices_changed_per_sync_count{topology=\"Disabled\",traffic_distribution=\"\"}", 2);
        shows("syncs{result=\"success\"}", 1);
    }

    @Test
    @DisplayName("R4: endpoints that come and go are observed at each sync, also where there are none")
    void endpointsPerSync() {
        syncs.pods(at(1), at(2), at(3)).sync(web);
        histogram("endpoints_added_per_sync", 1, 3);
        syncs.sync(web);
        histogram("endpoints_added_per_sync", 2, 3);
        syncs.gone("p1").pods(at(4), at(5)).sync(web);
        histogram("endpoints_added_per_sync", 3, 5);
        histogram("endpoints_removed_per_sync", 3, 1);
        shows("endpoints_added_per_sync_bucket{le=\"2\"}", 2);
        shows("endpoints_added_per_sync_bucket{le=\"4\"}", 3);
        shows("endpoints_added_per_sync_bucket{le=\"32768\"}", 3);
    }

    @Test
    @DisplayName("R4: the last endpoints of a port list are removed too, which the reference does not count")
    void lastEndpoints() {
        syncs.pods(at(1), at(2)).sync(web);
        syncs.sync(web().port("http", 9090).build());
        histogram("endpoints_removed_per_sync", 2, 2);
        histogram("endpoints_added_per_sync", 2, 4);
        syncs.gone("p1", "p2").sync(web);
        histogram("endpoints_removed_per_sync", 3, 4);
    }

    @Test
    @DisplayName("R4: changes count writes by verb, and only those that were made")
    void changes() {
        syncs.pods(at(1), at(2)).sync(web);
        syncs.pods(at(1).ready(false))
                .answerNext(new WriteResult.Failed("no connection"))
                .sync(web);
        shows("changes{operation=\"update\"}", 0);
        syncs.sync(web);
        shows("changes{operation=\"create\"}", 1);
        shows("changes{operation=\"update\"}", 1);
        syncs.pods(at(3)).sync(web).gone("p3").sync(web);
        shows("changes{operation=\"create\"}", 2);
        shows("changes{operation=\"delete\"}", 1);
    }

    @Test
    @DisplayName(
            "R4, R2: a sync is a success, or stale when own writes or somebody else's are not seen yet, or an error")
    void results() {
        syncs.answerNext(new WriteResult.Failed("no connection")).sync(web);
        syncs.answerNext(new WriteResult.Conflict("changed")).sync(web);
        shows("syncs{result=\"error\"}", 1);
        shows("syncs{result=\"stale\"}", 1);
        shows("syncs{result=\"success\"}", 0);
        syncs.sync(web).sync(web);
        shows("syncs{result=\"success\"}", 2);
    }

    @Test
    @DisplayName("R4, E1: Services that are skipped or gone are synced with success, and not observed")
    void skipped() {
        syncs.sync(web).sync(service("web").externalName().build()).syncGone(web);
        shows("syncs{result=\"success\"}", 3);
        histogram("endpoints_added_per_sync", 1, 0);
        shows("num_endpoint_slices", 0);
    }

    @ParameterizedTest
    @CsvSource({
        "'', false, Disabled, ''",
        "PreferClose, false, Disabled, PreferClose",
        "PreferSameZone, false, Disabled, PreferSameZone",
        "PreferSameNode, false, Disabled, PreferSameNode",
        "Nearby, false, Disabled, ''",
        "PreferClose, true, Auto, ''",
    })
    @DisplayName("R4, H1, H2: slices per sync are told apart by what hints follow")
    void changedPerSync(String distribution, boolean auto, String topology, String label) {
        ServiceFixture service = web().trafficDistribution(distribution);
        syncs.pods(at(1), at(2), at(3)).sync((auto ? service.topologyAuto() : service).build());
        String labels = "{topology=\"" + topology + "\",traffic_distribution=\"" + label + "\"}";
        shows("endpointslices_changed_per_sync_count" + labels, 1);
        shows("endpointslices_changed_per_sync_sum" + labels, 2);
    }

    @Test
    @DisplayName("R4: slices per sync are observed once all are written")
    void changedPerSyncAfterFailure() {
        String count = "endpointslices_changed_per_sync_count{topology=\"Disabled\",traffic_distribution=\"\"}";
        syncs.answerNext(new WriteResult.Failed("no connection")).sync(web);
        assertThat(syncs.page().value(PREFIX + count)).isEmpty();
        syncs.answerNext(new WriteResult.NamespaceTerminating()).sync(web);
        assertThat(syncs.page().value(PREFIX + count)).isEmpty();
        syncs.sync(web);
        shows(count, 1);
    }

    @Test
    @DisplayName("R4: Services are counted by the trafficDistribution that is in force")
    void distributions() {
        ServiceFacts other = service("other").trafficDistribution("PreferClose").build();
        syncs.sync(other).sync(web().trafficDistribution("PreferClose").build());
        distribution("PreferClose", 2);
        syncs.sync(web().trafficDistribution("PreferSameNode").build());
        distribution("PreferClose", 1);
        distribution("PreferSameNode", 1);
        syncs.sync(web().trafficDistribution("PreferSameNode").topologyAuto().build());
        distribution("PreferSameNode", 0);
        syncs.syncGone(other);
        distribution("PreferClose", 0);
    }

    private static ServiceFixture web() {
        return service("web").port("http", 8080);
    }

    private static PodFixture at(int number) {
        return pod("p" + number).ip("10.0.0." + number).ready();
    }

    private void distribution(String name, int services) {
        shows("services_count_by_traffic_distribution{traffic_distribution=\"" + name + "\"}", services);
    }

    private void histogram(String name, int count, int sum) {
        shows(name + "_count", count);
        shows(name + "_sum", sum);
    }

    private void shows(String series, double value) {
        syncs.shows(PREFIX + series, value);
    }
}
