package io.endpointslice.e2e;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.e2e.AuditLog.Request;
import java.time.Duration;
import java.util.stream.Collectors;

/** Finds out whether anybody asks an API server to write. It counts requests, those too that change nothing or are refused. */
final class Silence {
    /** How long nothing may be written; another time by a system property, in seconds. */
    private static final Duration OBSERVED = Duration.ofSeconds(Long.getLong("e2e.silence", 60));
    /** No write for so long: everybody has done what there was to do. Longer than the controllers' pauses. */
    private static final Duration SETTLED = Duration.ofSeconds(4);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ApiServer server;
    private final String namespace;
    private final AuditLog audit;

    /** Of the whole API server; of what was written in that namespace it can tell more. */
    Silence(ApiServer server, String namespace) {
        this.server = server;
        this.namespace = namespace;
        audit = server.audit();
    }

    /** When something was not written yet: the place in the audit log, and what stood then. */
    record Moment(long place, Published published) {}

    Moment now() {
        return new Moment(audit.end(), Published.now(server.client(), namespace));
    }

    /** Waits until nothing has been written for a while. */
    void await() {
        Eventually.settles(PATIENCE, SETTLED, audit::end);
    }

    /** Nothing is written for {@link #OBSERVED} from now, and nothing was since that moment. */
    void assertSince(Moment moment) {
        assertSince(moment, ImmutableSet.of());
    }

    /** The same, but for what the reference cannot but write. How often it did so. */
    ImmutableMultiset<KnownQuirk> assertSince(Moment moment, ImmutableSet<KnownQuirk> excused) {
        Eventually.staysSo(OBSERVED, () -> {
            if (!unexplained(moment, excused).isEmpty()) {
                await(); // to tell all of it
                throw new AssertionError(unexplained(moment, excused).stream()
                        .map(Request::toString)
                        .collect(Collectors.joining(
                                "\n",
                                "written although there was nothing to write:\n",
                                "\n" + moment.published().differences(now().published()))));
            }
        });
        return audit.since(moment.place()).stream()
                .flatMap(write -> KnownQuirk.of(write).stream())
                .collect(ImmutableMultiset.toImmutableMultiset());
    }

    private ImmutableList<Request> unexplained(Moment moment, ImmutableSet<KnownQuirk> excused) {
        return audit.since(moment.place()).stream()
                .filter(write -> KnownQuirk.of(write).filter(excused::contains).isEmpty())
                .collect(ImmutableList.toImmutableList());
    }
}
