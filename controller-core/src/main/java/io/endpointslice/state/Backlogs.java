package io.endpointslice.state;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceKey;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** What the controllers that follow Pods have not synced yet. They answer the same Pods at different times. */
record Backlogs(Backlog slices, Backlog endpoints) {
    /**
     * Every Service waits for its first sync.
     *
     * @param members how many Pods a Service has
     */
    static Backlogs empty(ToIntFunction<ServiceKey> members) {
        return new Backlogs(new Backlog(members), new Backlog(members));
    }

    /** See {@link Backlog#podChanged}. */
    void podChanged(ServiceKey service, PodKey pod, Optional<PodFacts> before) {
        both().forEach(backlog -> backlog.podChanged(service, pod, before));
    }

    /** See {@link Backlog#everythingChanged}. */
    void everythingChanged(ServiceKey service) {
        both().forEach(backlog -> backlog.everythingChanged(service));
    }

    /** See {@link Backlog#committed}. */
    void committed(ControllerName controller, ServiceKey service, boolean settled) {
        switch (controller) {
            case SLICES -> slices.committed(service, settled);
            case ENDPOINTS -> endpoints.committed(service, settled);
            case MIRRORING -> throw new IllegalArgumentException("mirroring does not follow Pods");
        }
    }

    /** See {@link Backlog#forget}. */
    void forget(ServiceKey service) {
        both().forEach(backlog -> backlog.forget(service));
    }

    private Stream<Backlog> both() {
        return Stream.of(slices, endpoints);
    }
}
