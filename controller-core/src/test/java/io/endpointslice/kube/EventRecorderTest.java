package io.endpointslice.kube;

import static io.endpointslice.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.LogLines;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRecorderTest {
    private static final Event WARNING = event("web", "Failed to update endpoint shop/web: no");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00.75Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final LogLines log = LogLines.of("io.endpointslice.kube");
    private MockApi api;
    private KubernetesClient client;
    private EventRecorder recorder;

    @BeforeEach
    void connect() throws IOException {
        api = MockApi.started();
        client = ClientFactory.ofProcess().client(Optional.of(api.kubeconfig(folder)), Optional.empty());
        recorder = recorder(nanos -> pauses.add(Duration.ofNanos(nanos)), 1000);
    }

    @AfterEach
    void disconnect() {
        recorder.close();
        client.close();
        api.close();
        log.close();
    }

    @Test
    @DisplayName("L6: an event is posted with all that kubectl describe looks for")
    void posts() {
        recorder.reported(ControllerName.ENDPOINTS, WARNING);

        until("it is there", () -> events().size() == 1);
        io.fabric8.kubernetes.api.model.Event event = events().get(0);
        assertThat(event.getMetadata().getName()).startsWith("web.");
        assertThat(event.getInvolvedObject().getKind()).isEqualTo("Endpoints");
        assertThat(event.getInvolvedObject().getApiVersion()).isEqualTo("v1");
        assertThat(event.getInvolvedObject().getNamespace()).isEqualTo("shop");
        assertThat(event.getInvolvedObject().getName()).isEqualTo("web");
        assertThat(event.getInvolvedObject().getUid()).isEqualTo("uid-web");
        assertThat(event.getType()).isEqualTo("Warning");
        assertThat(event.getReason()).isEqualTo("FailedToUpdateEndpoint");
        assertThat(event.getMessage()).isEqualTo(WARNING.message());
        assertThat(event.getSource().getComponent()).isEqualTo("endpoint-controller");
        assertThat(event.getReportingComponent()).isEqualTo("endpoint-controller");
        assertThat(event.getCount()).isEqualTo(1);
        assertThat(event.getFirstTimestamp()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(event.getLastTimestamp()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    @DisplayName("The same event again counts up and makes no new one")
    void countsUp() {
        recorder.reported(ControllerName.SLICES, WARNING);
        recorder.reported(ControllerName.SLICES, WARNING);
        recorder.reported(ControllerName.SLICES, WARNING);

        until("it counts 3", () -> !events().isEmpty() && events().get(0).getCount() == 3);
        assertThat(events()).hasSize(1);
        assertThat(api.requests("POST")).hasSize(1);
        assertThat(api.requests("PATCH"))
                .hasSize(2)
                .allMatch(request -> request.body().contains("\"lastTimestamp\":\"2026-03-01T12:00:00Z\""));
    }

    @Test
    @DisplayName("One that has expired is made anew with its count")
    void expired() {
        recorder.reported(ControllerName.SLICES, WARNING);
        until("it is there", () -> events().size() == 1);
        client.resource(events().get(0)).delete();

        recorder.reported(ControllerName.SLICES, WARNING);

        until("it is there again", () -> events().size() == 1);
        assertThat(events().get(0).getCount()).isEqualTo(2);
    }

    @Test
    @DisplayName("An API server that has no time is asked again, later and later")
    void tryAgain() {
        api.answerOnce("POST", new MockResponse().setResponseCode(503).setBody("busy"));
        api.answerOnce("POST", new MockResponse().setResponseCode(429).setBody("busy"));

        recorder.reported(ControllerName.SLICES, WARNING);

        until("it is there", () -> events().size() == 1);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(recorder.dropped()).isZero();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    @DisplayName("What the API server does not take is dropped, counted, and said once")
    void dropped() {
        api.add(request -> request.method().equals("POST")
                ? Optional.of(new MockResponse().setResponseCode(403).setBody("""
                        {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,
                         "message":"events is forbidden: User \\"x\\" cannot create resource \\"events\\""}
                        """))
                : Optional.empty());

        recorder.reported(ControllerName.SLICES, WARNING);
        recorder.reported(ControllerName.SLICES, event("api", "no"));

        until("both are dropped", () -> recorder.dropped() == 2);
        assertThat(pauses).as("a refusal is not tried again").isEmpty();
        assertThat(log.messages())
                .containsExactly("events are not recorded now: events is forbidden: User \"x\" cannot create resource"
                        + " \"events\"");
        api.clearFaults();
        recorder.reported(ControllerName.SLICES, event("later", "no"));
        until("it is there", () -> events().size() == 1);
    }

    @Test
    @DisplayName("E14: an event in a namespace that is being deleted is of no use, and not missed")
    void namespaceTerminating() {
        api.answerOnce("POST", new MockResponse().setResponseCode(403).setBody("""
                {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,"message":"no",
                 "details":{"causes":[{"reason":"NamespaceTerminating"}]}}
                """));

        recorder.reported(ControllerName.SLICES, WARNING);
        recorder.reported(ControllerName.SLICES, event("next", "no"));

        until("the next is there", () -> events().size() == 1);
        assertThat(recorder.dropped()).isZero();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    @DisplayName("A sync never waits for its event: when too many wait, the newest are dropped")
    void neverBlocks() throws InterruptedException {
        api.goAway();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        try (EventRecorder small = recorder(
                nanos -> {
                    busy.countDown();
                    release.await();
                },
                2)) {
            small.reported(ControllerName.SLICES, event("being-tried", "no"));
            busy.await();
            for (int i = 0; i < 5; i++) {
                small.reported(ControllerName.SLICES, event("web-" + i, "no"));
            }

            assertThat(small.dropped()).isEqualTo(3);
            assertThat(log.messages()).containsExactly("events are not recorded now: too many wait to be recorded");
            release.countDown();
        }
    }

    private EventRecorder recorder(WriteRateLimit.Pause pause, int capacity) {
        return new EventRecorder(client, new WriteRateLimit(1000, 1000), NOON, pause, capacity);
    }

    private List<io.fabric8.kubernetes.api.model.Event> events() {
        return client.v1().events().inNamespace("shop").list().getItems();
    }

    private static Event event(String name, String message) {
        return new Event(
                Event.Severity.WARNING,
                new Event.Regarding("Endpoints", "shop", name, "uid-" + name),
                "FailedToUpdateEndpoint",
                message);
    }
}
