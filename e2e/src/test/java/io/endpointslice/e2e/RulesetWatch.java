package io.endpointslice.e2e;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks at kube-proxy's rules all the time, and hands the Pods that it finds in them to a {@link GapWatcher}. */
final class RulesetWatch implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 20;

    private final KubeProxy proxy;
    private final Supplier<List<Pod>> pods;
    private final GapWatcher gaps = new GapWatcher();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private volatile Ruleset latest = Ruleset.parse("");
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();

    /** Starts looking; {@code pods} lists the Pods as they are now. */
    RulesetWatch(KubeProxy proxy, Supplier<List<Pod>> pods) {
        this.proxy = proxy;
        this.pods = pods;
        var unused = looks.scheduleWithFixedDelay(this::look, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The rules at the last look, of which the {@link GapWatcher} knows already. */
    Ruleset latest() {
        return latest;
    }

    /** Pods that had to be in the rules at every look and were not; those that may go are excused there. */
    GapWatcher gaps() {
        return gaps;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    private void look() {
        try {
            ImmutableSet.Builder<GapWatcher.Published> published = ImmutableSet.builder();
            Ruleset now = proxy.ruleset();
            now.backends().forEach((port, backend) -> published.add(published(port, backend)));
            gaps.see(published.build(), "a look at the rules");
            latest = now;
        } catch (RuntimeException | AssertionError e) { // else nobody would know that the looks have ended
            gaps.blind("the rules could not be looked at: " + e);
        }
    }

    private GapWatcher.Published published(String port, HostAndPort backend) {
        String type = backend.getHost().contains(":") ? "IPv6" : "IPv4";
        return new GapWatcher.Published(port, type, name(backend.getHost()));
    }

    private String name(String address) {
        if (!names.containsKey(address)) {
            for (Pod pod : pods.get()) {
                for (PodIP ip : pod.getStatus().getPodIPs()) {
                    names.put(ip.getIp(), pod.getMetadata().getName());
                }
            }
        }
        return names.getOrDefault(address, address);
    }
}
