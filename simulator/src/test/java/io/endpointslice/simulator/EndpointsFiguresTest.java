package io.endpointslice.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.trace.Trace;
import io.endpointslice.simulator.trace.TraceStep;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What legacy Endpoints of a Service with fewer than 1,000 Pods cost, counted a second time from the trace alone. */
class EndpointsFiguresTest {
    /** Whether each Pod that does not terminate is ready: terminating Pods are in no Endpoints object (L2). */
    private final Map<Integer, Boolean> ready = new TreeMap<>();

    private long writes;
    private long bytes;

    @DisplayName("one write of all addresses in each step that changes any of them")
    @ParameterizedTest
    @ValueSource(strings = {"12-small-slices", "lc-rolling-fast", "lc-autoscale"})
    void recomputed(String name) {
        Trace trace = Recorded.trace(name);
        for (int i = 0; i < trace.initialPods(); i++) {
            ready.put(i, true);
        }
        trace.steps().forEach(this::step);

        Run run = Simulation.run(trace.timeline(), SimulatedPolicy.MINIMAL, new Setting(100, 1, 0), SyncObserver.NONE);

        assertThat(run.endpoints()).isEqualTo(new EndpointsTotals((int) writes, bytes));
        assertThat(run.delays()).isEqualTo(Delays.NONE);
    }

    private void step(TraceStep step) {
        Map<Integer, Boolean> before = Map.copyOf(ready);
        step.remove().forEach(ready::remove);
        step.add().forEach(pod -> ready.put(pod, true));
        step.addNotReady().forEach(pod -> ready.put(pod, false));
        step.update().forEach(pod -> ready.computeIfPresent(pod, (any, was) -> !was));
        step.terminate().forEach(ready::remove);
        if (!ready.equals(before)) {
            writes++;
            bytes += json().getBytes(UTF_8).length;
        }
    }

    private String json() {
        String subset = addresses("addresses", true) + addresses("notReadyAddresses", false)
                + "\"ports\":[{\"name\":\"http\",\"port\":8080,\"protocol\":\"TCP\"}]";
        return ready.isEmpty() ? "{}" : "{\"subsets\":[{" + subset + "}]}";
    }

    private String addresses(String list, boolean wanted) {
        String addresses = ready.entrySet().stream()
                .filter(pod -> pod.getValue() == wanted)
                .map(pod -> address(pod.getKey()))
                .collect(Collectors.joining(","));
        return addresses.isEmpty() ? "" : "\"" + list + "\":[" + addresses + "],";
    }

    private static String address(int pod) {
        return String.format(
                "{\"ip\":\"10.%d.%d.%d\",\"nodeName\":\"node-%d\","
                        + "\"targetRef\":{\"kind\":\"Pod\",\"namespace\":\"shop\",\"name\":\"pod-%d\",\"uid\":\"uid-%d\"}}",
                64 + pod / 65536, pod / 256 % 256, pod % 256, pod % 60, pod, pod);
    }
}
