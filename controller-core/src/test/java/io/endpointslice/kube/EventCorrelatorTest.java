package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.kube.EventCorrelator.Occurrence;
import io.endpointslice.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventCorrelatorTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String COMPONENT = "endpoint-controller";

    private final EventCorrelator correlator = new EventCorrelator();

    @Test
    @DisplayName("The first has a name of its own and counts 1; repetitions keep its name and its first time")
    void countsUp() {
        Occurrence first = take(event("web", "no"), START).orElseThrow();
        Occurrence second =
                take(event("web", "no"), START.plus(Duration.ofHours(2))).orElseThrow();
        assertThat(first.name()).startsWith("web.");
        assertThat(first.count()).isEqualTo(1);
        assertThat(second)
                .isEqualTo(new Occurrence(
                        COMPONENT, event("web", "no"), first.name(), 2, START, START.plus(Duration.ofHours(2))));
    }

    @Test
    @DisplayName("Another object, message or component is another event, at the same moment too")
    void differentEvents() {
        List<String> names = new ArrayList<>();
        names.add(take(event("web", "no"), START).orElseThrow().name());
        names.add(take(event("web", "never"), START).orElseThrow().name());
        names.add(take(event("api", "no"), START).orElseThrow().name());
        names.add(correlator
                .take("endpoint-slice-controller", event("web", "no"), START)
                .orElseThrow()
                .name());
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("An object gets 25 at once and one in 5 minutes thereafter; what is held back is counted")
    void flood() {
        for (int i = 0; i < 25; i++) {
            assertThat(take(event("web", "message " + i % 2), START)).isPresent();
        }
        assertThat(take(event("web", "message 0"), START)).isEmpty();
        assertThat(take(event("api", "message 0"), START)).as("another object").isPresent();
        assertThat(take(event("web", "message 0"), START.plus(Duration.ofSeconds(299))))
                .isEmpty();
        assertThat(take(event("web", "message 0"), START.plus(Duration.ofMinutes(5))))
                .map(Occurrence::count)
                .contains(16);
        assertThat(take(event("web", "message 0"), START.plus(Duration.ofSeconds(301))))
                .isEmpty();
    }

    @Test
    @DisplayName("A long silence refills the 25, and no more than that")
    void refills() {
        for (int i = 0; i < 25; i++) {
            take(event("web", "no"), START);
        }
        Instant later = START.plus(Duration.ofDays(30));
        long taken = 0;
        while (take(event("web", "no"), later).isPresent()) {
            taken++;
        }
        assertThat(taken).isEqualTo(25);
    }

    @Test
    @DisplayName("Only the last 4,096 are remembered")
    void isBounded() {
        take(event("web", "no"), START);
        for (int i = 0; i < 20_000; i++) {
            take(event("other-" + i, "no"), START);
        }
        assertThat(take(event("web", "no"), START)).map(Occurrence::count).contains(1);
    }

    private Optional<Occurrence> take(Event event, Instant now) {
        return correlator.take(COMPONENT, event, now);
    }

    private static Event event(String name, String message) {
        return new Event(
                Event.Severity.WARNING,
                new Event.Regarding("Endpoints", "shop", name, "uid-" + name),
                "FailedToUpdateEndpoint",
                message);
    }
}
