package io.endpointslice.cli.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ServiceSnapshots;
import io.endpointslice.cli.manifest.Manifests;
import io.endpointslice.config.ConfigException;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.CompactionPlanner;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.WriteResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Slices of three, one, three and one endpoints, at most four in one: two steps of an update and a delete. */
class CompactorTest {
    private static final String HEAD = """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: shop, uid: svc}
            spec: {selector: {app: web}, clusterIP: 10.96.0.1, ipFamilies: [IPv4], ports: [{name: http, port: 80}]}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: n1}
            """;

    private final CompactionPlanner planner =
            new CompactionPlanner(ControllerConfig.DEFAULT.withMaxEndpointsPerSlice(4), 10);
    private final List<String> progress = new ArrayList<>();
    private ServiceSnapshot world = fragmented(3, 1, 3, 1);
    private int written;
    private int looks;

    private static String pod(int number) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: p%1$d, namespace: shop, uid: uid-%1$d, labels: {app: web}}
                spec: {nodeName: n1}
                status: {phase: Running, podIPs: [{ip: 10.0.0.%1$d}], conditions: [{type: Ready, status: "True"}]}
                """.formatted(number);
    }

    private static String slice(String name) {
        return """
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata:
                  name: %1$s
                  namespace: shop
                  uid: uid-%1$s
                  resourceVersion: "1"
                  labels:
                    endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io
                    kubernetes.io/service-name: web
                  ownerReferences: [{apiVersion: v1, kind: Service, name: web, uid: svc, controller: true}]
                addressType: IPv4
                ports: [{name: http, port: 80, protocol: TCP}]
                endpoints:
                """.formatted(name);
    }

    private static String endpoint(int pod) {
        return """
                - addresses: [10.0.0.%1$d]
                  conditions: {ready: true, serving: true, terminating: false}
                  nodeName: n1
                  targetRef: {kind: Pod, namespace: shop, name: p%1$d, uid: uid-%1$d}
                """.formatted(pod);
    }

    private static ServiceSnapshot fragmented(int... sizes) {
        StringBuilder text = new StringBuilder(HEAD);
        StringBuilder slices = new StringBuilder();
        int pod = 0;
        for (int i = 0; i < sizes.length; i++) {
            slices.append(slice("web-" + i));
            for (int j = 0; j < sizes[i]; j++) {
                pod++;
                text.append(pod(pod));
                slices.append(endpoint(pod));
            }
        }
        byte[] manifest = text.append(slices).toString().getBytes(StandardCharsets.UTF_8);
        return ServiceSnapshots.of(Manifests.read(List.of("-"), new ByteArrayInputStream(manifest), note -> {}))
                .get(0);
    }

    private Outcome compact(UnaryOperator<WriteResult> answer, int changedAtLook) {
        Candidate candidate = new Candidate(world, planner.plan(world));
        Compactor compactor = new Compactor(
                planner,
                seen -> {
                    looks++;
                    return looks == changedAtLook ? Optional.of(fragmented(3, 1, 3)) : Optional.of(world);
                },
                write -> answer.apply(write(write)),
                progress::add);
        return compactor.compact(candidate);
    }

    private WriteResult write(Write write) {
        written++;
        Slice slice = ((SliceWrite) write).slice();
        Metadata meta = slice.meta().storedAs(slice.name(), slice.meta().uid(), "after-" + written, 1);
        List<Slice> slices = new ArrayList<>(world.slices());
        slices.removeIf(other -> other.name().equals(slice.name()));
        if (!write.deletes()) {
            slices.add(new Slice(meta, slice.addressType(), slice.ports(), slice.endpoints()));
        }
        world = new ServiceSnapshot(
                world.service(), world.pods(), world.nodes(), ImmutableList.copyOf(slices), world.topology());
        return write.deletes() ? new WriteResult.Deleted() : new WriteResult.Stored(meta, 1);
    }

    @DisplayName("step after step, each planned from what stands then, until nothing is left to merge")
    @Test
    void steps() {
        Outcome outcome = compact(result -> result, -1);

        assertThat(outcome.isDone()).isTrue();
        assertThat(outcome.slicesSaved()).isEqualTo(2);
        assertThat(outcome.writes()).isEqualTo(4);
        assertThat(looks).isEqualTo(3);
        assertThat(progress)
                .containsExactly(
                        "shop/web: update web-0",
                        "shop/web: delete web-3",
                        "shop/web: update web-2",
                        "shop/web: delete web-1",
                        "shop/web: done");
    }

    @DisplayName("a Service that changes between two steps is left alone from there on; what was merged stays")
    @Test
    void changesInTheMiddle() {
        Outcome outcome = compact(result -> result, 2);

        assertThat(outcome.leftAlone()).isEqualTo("it has changed");
        assertThat(outcome.slicesSaved()).isEqualTo(1);
        assertThat(outcome.writes()).isEqualTo(2);
        assertThat(world.slices()).hasSize(3);
        assertThat(progress).endsWith("shop/web: left alone from here on: it has changed");
    }

    @DisplayName("what the API server does not take ends all of it with what it said")
    @Test
    void refused() {
        assertThatThrownBy(() -> compact(result -> new WriteResult.Failed("update x: no connection"), -1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("update x: no connection");
        assertThat(written).isEqualTo(1);
    }
}
