package io.endpointslice.cli.resolve;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.cli.report.Counts;
import io.endpointslice.cli.report.TextTable;
import io.endpointslice.cli.resolve.Resolution.Loss;
import io.endpointslice.cli.resolve.Resolution.OfPort;
import io.endpointslice.cli.resolve.Resolution.Source;
import io.endpointslice.cli.resolve.Routing.Reach;
import io.endpointslice.model.Endpoint;
import java.util.Map;

/** A resolution for people: for each port and address type a line that says what is used and why, and a table of it. */
public final class ResolveTable {
    private static final ImmutableList<String> HEADER =
            ImmutableList.of("ADDRESS", "PORT", "STATE", "ZONE", "NODE", "TARGET");
    private static final ImmutableList<String> ZONES_HEADER = ImmutableList.of("FROM ZONE", "USES", "WHY");
    private static final String NONE = "-";

    private final Resolution resolution;

    private ResolveTable(Resolution resolution) {
        this.resolution = resolution;
    }

    /** The whole text, each line ended. */
    public static String of(Resolution resolution) {
        return resolution.ports().stream()
                .map(new ResolveTable(resolution)::section)
                .collect(joining("\n"));
    }

    private String section(OfPort port) {
        StringBuilder text = new StringBuilder(title(port)).append('\n');
        if (!port.routing().used().isEmpty()) {
            text.append(TextTable.of(
                    HEADER,
                    port.routing().used().stream().map(ResolveTable::row).collect(toImmutableList())));
        }
        port.loss().ifPresent(loss -> text.append(lost(loss)).append('\n'));
        ImmutableSortedMap<String, Routing> byZone = port.byZone();
        if (!byZone.isEmpty() && resolution.consumer().equals(Consumer.ANYWHERE)) {
            text.append('\n').append(zones(byZone));
        }
        return text.toString();
    }

    private String title(OfPort port) {
        Routing routing = port.routing();
        String counts = resolution.service()
                + port.port().map(front -> " port " + front).orElse("") + ", "
                + port.type() + ": " + Counts.of(port.all().size(), "backend") + " in " + where(port) + ", "
                + port.ready() + " ready";
        boolean plain = resolution.consumer().equals(Consumer.ANYWHERE) && routing.reach() == Reach.READY;
        return plain
                ? counts
                : counts + "\n" + who() + " uses "
                        + (routing.used().isEmpty() ? "none" : routing.used().size()) + ": " + routing.why();
    }

    private String where(OfPort port) {
        long slices = port.all().stream()
                .flatMap(backend -> backend.sources().stream())
                .distinct()
                .count();
        return resolution.source() == Source.ENDPOINTS ? "Endpoints" : Counts.of(slices, "slice");
    }

    private String who() {
        return resolution.consumer().equals(Consumer.ANYWHERE) ? "A consumer" : "A consumer " + resolution.consumer();
    }

    private static ImmutableList<String> row(Backend backend) {
        Endpoint endpoint = backend.endpoint();
        return ImmutableList.of(
                backend.host(),
                backend.port().isPresent() ? Integer.toString(backend.port().getAsInt()) : NONE,
                backend.state(),
                endpoint.zone().isEmpty() ? NONE : endpoint.zone(),
                endpoint.nodeName().isEmpty() ? NONE : endpoint.nodeName(),
                backend.target().orElse(NONE));
    }

    private static String lost(Loss loss) {
        String alone = loss.alone() == 0 ? "" : "; ready in Endpoints alone: " + loss.alone();
        if (loss.lost() == 0) {
            return "Nothing is lost of the " + Counts.of(loss.ready(), "ready backend") + " in the slices" + alone
                    + ".";
        }
        String why = loss.truncated() ? ", since Endpoints is truncated" : "";
        return "Lost: " + loss.lost() + " of the " + Counts.of(loss.ready(), "ready backend") + " in the slices" + why
                + alone + ".";
    }

    private static String zones(Map<String, Routing> byZone) {
        return TextTable.of(
                ZONES_HEADER,
                byZone.entrySet().stream()
                        .map(zone -> ImmutableList.of(
                                zone.getKey(),
                                Integer.toString(zone.getValue().used().size()),
                                zone.getValue().why()))
                        .collect(toImmutableList()));
    }
}
