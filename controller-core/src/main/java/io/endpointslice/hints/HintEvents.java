package io.endpointslice.hints;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Topology;
import io.endpointslice.model.ZoneCpu;
import io.endpointslice.model.ZoneHints;
import java.util.Map;
import java.util.Optional;

/** What users are told about hints by topology, when something changes (H4). Reasons and messages are the reference's. */
public final class HintEvents {
    private HintEvents() {}

    /**
     * The events of one sync.
     *
     * @param topology what the sync saw and what was before it
     * @param types the Service's address types
     * @param now what the sync makes of each of them; nothing if the Service does not ask for such hints
     */
    public static ImmutableList<Event> of(
            ServiceFacts service, Topology topology, Iterable<AddressType> types, Map<AddressType, ZoneHints> now) {
        ImmutableList.Builder<Event> events = ImmutableList.builder();
        for (AddressType type : types) {
            Optional<ZoneHints> before = Optional.ofNullable(topology.before().get(type));
            Optional<ZoneHints> after = Optional.ofNullable(now.get(type));
            if (after.isPresent()) {
                if (before.isEmpty() || !isSame(before.get(), after.get())) {
                    events.add(event(service, type, after.get(), topology.zones()));
                }
            } else if (before.isPresent() && before.get() instanceof ZoneHints.Given) {
                events.add(disabled(service, type, "Topology Aware Hints has been disabled"));
            }
        }
        return events.build();
    }

    private static boolean isSame(ZoneHints before, ZoneHints now) {
        if (before instanceof ZoneHints.Withheld withheld) {
            return now instanceof ZoneHints.Withheld other && withheld.obstacle() == other.obstacle();
        }
        return now instanceof ZoneHints.Given;
    }

    private static Event event(ServiceFacts service, AddressType type, ZoneHints hints, ZoneCpu zones) {
        if (hints instanceof ZoneHints.Withheld withheld) {
            return disabled(service, type, message(withheld, zones));
        }
        return new Event(
                Event.Severity.NORMAL,
                Event.Regarding.service(service),
                "TopologyAwareHintsEnabled",
                "Topology Aware Hints has been enabled" + suffix(type));
    }

    private static Event disabled(ServiceFacts service, AddressType type, String message) {
        return new Event(
                Event.Severity.WARNING,
                Event.Regarding.service(service),
                "TopologyAwareHintsDisabled",
                message + suffix(type));
    }

    private static String suffix(AddressType type) {
        return ", addressType: " + type;
    }

    private static String message(ZoneHints.Withheld withheld, ZoneCpu zones) {
        String counts =
                " (" + withheld.endpoints() + " endpoints, " + zones.milliCpu().size() + " zones)";
        return switch (withheld.obstacle()) {
            case NODES_INCOMPLETE ->
                "Insufficient Node information: allocatable CPU or zone not specified on one or more nodes";
            case ONE_ZONE -> "Nodes only ready in one zone";
            case TOO_FEW_ENDPOINTS -> "Insufficient number of endpoints" + counts;
            case MINIMUMS_TOO_HIGH ->
                "Unable to allocate minimum required endpoints to each zone without exceeding overload threshold"
                        + counts;
            case ENDPOINT_WITHOUT_ZONE -> "One or more endpoints do not have a zone specified";
        };
    }
}
