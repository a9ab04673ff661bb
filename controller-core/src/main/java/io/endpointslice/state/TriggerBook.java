package io.endpointslice.state;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceKey;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each controller's last successful sync of a Service left for its next trigger time (E15). Controllers answer the
 * same Pods at different times, so each has its own; while they are equal they are one object.
 */
final class TriggerBook {
    private final Map<ControllerName, Map<ServiceKey, TriggerTimes.State>> states = new EnumMap<>(ControllerName.class);

    Optional<TriggerTimes.State> get(ControllerName controller, ServiceKey service) {
        return Optional.ofNullable(of(controller).get(service));
    }

    void put(ControllerName controller, ServiceKey service, TriggerTimes.State next) {
        TriggerTimes.State shared = states.values().stream()
                .flatMap(ofOne -> Optional.ofNullable(ofOne.get(service)).stream())
                .filter(next::equals)
                .findFirst()
                .orElse(next);
        of(controller).put(service, shared);
    }

    /** The Service has gone, or another one has its name. */
    void forget(ServiceKey service) {
        states.values().forEach(ofOne -> ofOne.remove(service));
    }

    private Map<ServiceKey, TriggerTimes.State> of(ControllerName controller) {
        return states.computeIfAbsent(controller, name -> new HashMap<>());
    }
}
