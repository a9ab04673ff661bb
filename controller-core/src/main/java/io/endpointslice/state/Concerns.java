package io.endpointslice.state;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which controllers have to sync after an event. A controller that could not find anything to write is not asked. */
final class Concerns {
    private final Function<ServiceKey, Optional<ServiceFacts>> services;
    private final Books books;

    /**
     * @param services the Service of a key, if there is one now
     */
    Concerns(Function<ServiceKey, Optional<ServiceFacts>> services, Books books) {
        this.services = services;
        this.books = books;
    }

    /** After a Service came, changed or went. */
    ImmutableList<SyncRequest> ofService(ServiceKey key, Optional<ServiceFacts> before, Optional<ServiceFacts> now) {
        boolean mirroringChanged = before.filter(Concerns::isMirrored).isPresent()
                != now.filter(Concerns::isMirrored).isPresent();
        boolean mirrors = books.mirrored().knows(key) || books.endpoints().isThere(key);
        return Stream.of(ControllerName.values())
                .filter(controller -> controller != ControllerName.MIRRORING || (mirroringChanged && mirrors))
                .map(controller -> new SyncRequest(controller, key, Cause.SERVICE))
                .collect(toImmutableList());
    }

    /** After a Pod came, changed or went. */
    static ImmutableList<SyncRequest> ofPod(
            Collection<ServiceKey> keys, Optional<PodFacts> before, Optional<PodFacts> now) {
        Cause cause = serves(before) && !serves(now) ? Cause.POD_LEAVES : Cause.POD;
        return keys.stream()
                .sorted()
                .flatMap(key -> Stream.of(
                        new SyncRequest(ControllerName.SLICES, key, cause),
                        new SyncRequest(ControllerName.ENDPOINTS, key, cause)))
                .collect(toImmutableList());
    }

    private static boolean serves(Optional<PodFacts> pod) {
        return pod.filter(facts -> facts.ready() && !facts.terminating() && !facts.terminal())
                .isPresent();
    }

    /** After a Node came or changed: an Endpoints object knows nothing of Nodes but the name. */
    static ImmutableList<SyncRequest> ofNode(Collection<ServiceKey> keys) {
        return keys.stream()
                .sorted()
                .map(key -> new SyncRequest(ControllerName.SLICES, key, Cause.NODE))
                .collect(toImmutableList());
    }

    /** After an Endpoints object came, changed or went: {@code edits}, and its mirroring if it is mirrored or was (M1). */
    ImmutableList<SyncRequest> ofEndpoints(ServiceKey key, ImmutableSet<SyncRequest> edits) {
        ImmutableList.Builder<SyncRequest> requests = ImmutableList.builder();
        requests.addAll(ofEdits(edits));
        if (books.mirrored().knows(key)
                || services.apply(key).filter(Concerns::isMirrored).isPresent()) {
            requests.add(new SyncRequest(ControllerName.MIRRORING, key, Cause.ENDPOINTS));
        }
        return requests.build();
    }

    /**
     * Without the Services that E1 skips, whose objects are left alone, and without those that are not there, unless they
     * have left something behind (L1).
     */
    ImmutableList<SyncRequest> ofEdits(ImmutableSet<SyncRequest> edits) {
        return edits.stream().filter(this::isWanted).collect(toImmutableList());
    }

    /** What no event will tell of when the controllers begin: Endpoints without a Service (L1), all that is mirrored (M1). */
    ImmutableList<SyncRequest> atStart() {
        Stream<SyncRequest> endpoints = books.endpoints().managed().stream()
                .filter(key -> services.apply(key).isEmpty())
                .map(key -> new SyncRequest(ControllerName.ENDPOINTS, key, Cause.START));
        Stream<SyncRequest> mirrored = books.mirrored().services().stream()
                .map(key -> new SyncRequest(ControllerName.MIRRORING, key, Cause.START));
        return Stream.concat(endpoints, mirrored).collect(toImmutableList());
    }

    private boolean isWanted(SyncRequest request) {
        Optional<ServiceFacts> service = services.apply(request.service());
        return service.isPresent()
                ? service.get().isSelecting()
                : request.controller() == ControllerName.ENDPOINTS
                        && books.endpoints().isLeftBehind(request.service());
    }

    /** Whether what others write for the Service is mirrored, if they write anything (M1). */
    private static boolean isMirrored(ServiceFacts service) {
        return service.selector().isEmpty();
    }
}
