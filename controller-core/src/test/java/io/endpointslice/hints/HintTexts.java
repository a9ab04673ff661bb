package io.endpointslice.hints;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import io.endpointslice.model.ZoneCpu;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Short forms for tests of hints by topology. */
final class HintTexts {
    private HintTexts() {}

    /** {@code a:4 b:2}: the zones and their CPUs. */
    static ZoneCpu cpu(String text) {
        return new ZoneCpu(
                Splitter.on(' ')
                        .splitToStream(text)
                        .collect(ImmutableSortedMap.toImmutableSortedMap(
                                Comparator.naturalOrder(),
                                zone -> zone.substring(0, zone.indexOf(':')),
                                zone -> 1_000 * Long.parseLong(zone.substring(zone.indexOf(':') + 1)))),
                true);
    }

    /** {@code a:4 b:2}: the zones and numbers of endpoints. */
    static ImmutableSortedMap<String, Integer> counts(String text) {
        ImmutableSortedMap.Builder<String, Integer> counts = ImmutableSortedMap.naturalOrder();
        for (Map.Entry<String, Long> zone : cpu(text).milliCpu().entrySet()) {
            counts.put(zone.getKey(), (int) (zone.getValue() / 1_000));
        }
        return counts.buildOrThrow();
    }

    /** A ready endpoint of that number in a zone, hinted for one; each empty for none. */
    static Endpoint endpoint(int number, String zone, String hint) {
        return endpoint(number, zone, hint, true);
    }

    static Endpoint endpoint(int number, String zone, String hint, boolean ready) {
        return Endpoint.of(
                ImmutableList.of("10.0." + number / 250 + "." + number % 250),
                "",
                Conditions.of(ready, ready, false),
                Optional.empty(),
                "n1",
                zone,
                hint.isEmpty() ? Hints.NONE : hint(hint));
    }

    /** The hints for one zone. */
    static Hints hint(String zone) {
        return new Hints(ImmutableList.of(zone), ImmutableList.of());
    }
}
