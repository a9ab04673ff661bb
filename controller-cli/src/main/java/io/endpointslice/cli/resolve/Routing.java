package io.endpointslice.cli.resolve;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Hints;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which backends a consumer uses, of one port and one address type, by the rules of kube-proxy.
 *
 * <p>Hints count only if every ready endpoint has one and at least one is for this consumer; those for its Node are looked at
 * first, then those for its zone. If no endpoint is ready, those are used that still serve while they terminate, and
 * hints no longer count. {@code internalTrafficPolicy: Local} leaves only endpoints on the consumer's Node, ready ones if there
 * are any, and no hint counts.
 *
 * @param reach by which rule they were chosen
 * @param why one line: what of the endpoints led to it
 * @param used in the order of {@link Backend#ORDER}
 */
public record Routing(Reach reach, String why, ImmutableList<Backend> used) {
    /** Of which endpoints the used ones were chosen. */
    public enum Reach {
        /** All that are ready. */
        READY,
        /** Those that are hinted for the consumer's zone. */
        SAME_ZONE,
        /** Those that are hinted for the consumer's Node. */
        SAME_NODE,
        /** Those on the consumer's Node, by the traffic policy. */
        LOCAL,
        /** Those that serve while they terminate. */
        TERMINATING,
        /** There is none. */
        NONE
    }

    /** What that consumer uses of the backends. */
    static Routing of(List<Backend> backends, Consumer consumer, boolean nodeLocal) {
        return nodeLocal && !consumer.node().isEmpty() ? local(backends, consumer) : anywhere(backends, consumer);
    }

    private static Routing anywhere(List<Backend> backends, Consumer consumer) {
        ImmutableList<Backend> ready = only(backends, Backend::isReady);
        if (ready.isEmpty()) {
            return terminating(backends, "no endpoint is ready");
        }
        Level node = new Level("node", consumer.node(), Hints::forNodes, ready);
        Level zone = new Level("zone", consumer.zone(), Hints::forZones, ready);
        return node.routing(Reach.SAME_NODE)
                .or(() -> zone.routing(Reach.SAME_ZONE))
                .orElseGet(() -> new Routing(Reach.READY, zone.whyNot(), ready));
    }

    private static Routing local(List<Backend> backends, Consumer consumer) {
        ImmutableList<Backend> there =
                only(backends, backend -> backend.endpoint().nodeName().equals(consumer.node()));
        ImmutableList<Backend> ready = only(there, Backend::isReady);
        return ready.isEmpty()
                ? terminating(there, "internalTrafficPolicy is Local and no endpoint on its node is ready")
                : new Routing(Reach.LOCAL, "internalTrafficPolicy is Local", ready);
    }

    private static Routing terminating(List<Backend> backends, String why) {
        ImmutableList<Backend> serving = only(backends, Backend::isServingTerminating);
        return serving.isEmpty()
                ? new Routing(Reach.NONE, why, serving)
                : new Routing(Reach.TERMINATING, why + ", so those that serve while they terminate are used", serving);
    }

    private static ImmutableList<Backend> only(List<Backend> backends, Predicate<Backend> which) {
        return backends.stream().filter(which).collect(toImmutableList());
    }

    /** The hints of one kind on the ready endpoints. */
    private record Level(
            String name, String place, Function<Hints, ImmutableList<String>> hints, ImmutableList<Backend> ready) {
        Optional<Routing> routing(Reach reach) {
            ImmutableList<Backend> here = only(ready, backend -> of(backend).contains(place));
            return here.isEmpty() || unhinted().isPresent()
                    ? Optional.empty()
                    : Optional.of(new Routing(reach, "hinted for its " + name, here));
        }

        String whyNot() {
            Optional<Backend> unhinted = unhinted();
            if (ready.stream().allMatch(backend -> of(backend).isEmpty())) {
                return "there are no hints";
            }
            if (unhinted.isPresent()) {
                return "hints are ignored, since " + unhinted.get().host() + " has none";
            }
            return place.isEmpty() ? "its " + name + " is not known" : "no endpoint is hinted for its " + name;
        }

        private Optional<Backend> unhinted() {
            return ready.stream().filter(backend -> of(backend).isEmpty()).findFirst();
        }

        private ImmutableList<String> of(Backend backend) {
            return hints.apply(backend.endpoint().hints());
        }
    }
}
