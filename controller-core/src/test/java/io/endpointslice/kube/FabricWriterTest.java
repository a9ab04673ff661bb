package io.endpointslice.kube;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.sync.WriteResult;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FabricWriterTest {
    private static final ServiceFacts WEB = service("web").build();
    private static final String COLLECTION =
            "/apis/discovery.k8s.io/v1/namespaces/" + WEB.key().namespace() + "/endpointslices";

    @TempDir
    private Path folder;

    private MockApi api;
    private KubernetesClient client;
    private FabricWriter writer;

    @BeforeEach
    void connect() throws IOException {
        api = MockApi.started();
        client = ClientFactory.ofProcess().client(Optional.of(api.kubeconfig(folder)), Optional.empty());
        writer = new FabricWriter(client, new WriteRateLimit(1000, 1000));
    }

    @AfterEach
    void disconnect() {
        client.close();
        api.close();
    }

    @Test
    @DisplayName("E11: a create is posted with a generateName and gives back the metadata as it is stored")
    void create() {
        WriteResult result = write(create(webSlice("")));

        MockApi.Request request = api.requests("POST").get(0);
        assertThat(request.line()).isEqualTo("POST " + COLLECTION);
        assertThat(request.userAgent()).isEqualTo("endpointslice-controller");
        EndpointSlice sent = new KubernetesSerialization().unmarshal(request.body(), EndpointSlice.class);
        assertThat(sent.getMetadata().getGenerateName()).isEqualTo("web-");
        assertThat(sent.getMetadata().getName()).isNull();
        assertThat(stored(result).name()).startsWith("web-");
        assertThat(stored(result).endpoints()).isEqualTo(webSlice("").endpoints());
    }

    @Test
    @DisplayName(
            "R2: of what is stored the metadata is enough: it is asked for, and taken as it comes; the size is that of what was sent")
    void answerOfMetadata() {
        api.answerOnce("POST", new MockResponse().setResponseCode(201).setBody("""
                        {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1",
                         "metadata": {"namespace": "shop", "name": "web-x", "uid": "u", "resourceVersion": "7", "generation": 1,
                                      "labels": {"app": "web"}, "managedFields": [{"manager": "m", "operation": "Update"}]}}
                        """));

        WriteResult result = write(create(webSlice("")));

        MockApi.Request request = api.requests("POST").get(0);
        assertThat(request.accept())
                .isEqualTo("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1, application/json");
        assertThat(result).isInstanceOfSatisfying(WriteResult.Stored.class, stored -> {
            assertThat(stored.bytes()).isEqualTo(request.body().length());
            assertThat(stored.meta().name()).isEqualTo("web-x");
            assertThat(stored.meta().uid()).isEqualTo("u");
            assertThat(stored.meta().resourceVersion()).isEqualTo("7");
            assertThat(stored.meta().generation()).isEqualTo(1);
            assertThat(stored.meta().labels()).containsExactly(Map.entry("app", "web"));
        });
    }

    @Test
    @DisplayName("Whether it may write is asked last, after the wait for its turn; then nothing is sent")
    void withheld() {
        assertThat(writer.write(create(webSlice("")), () -> false)).isEqualTo(new WriteResult.Withheld());
        assertThat(api.requests("POST")).isEmpty();
    }

    @Test
    @DisplayName("R2: an update is put with the resourceVersion that the plan was made for")
    void update() {
        Slice before = stored(write(create(webSlice(""))));
        Slice after = withEndpoint(before, "web-2", "10.0.0.2");

        Slice stored = stored(write(update(before, after)));

        MockApi.Request request = api.requests("PUT").get(0);
        assertThat(request.line()).isEqualTo("PUT " + COLLECTION + "/" + before.name());
        assertThat(request.body())
                .contains("\"resourceVersion\":\"" + before.meta().resourceVersion() + "\"")
                .contains("\"uid\":\"" + before.meta().uid() + "\"");
        assertThat(stored.endpoints()).hasSize(2);
        assertThat(stored.meta().resourceVersion()).isNotEqualTo(before.meta().resourceVersion());
    }

    @Test
    @DisplayName("R2: an update of an older resourceVersion is a conflict")
    void updateOfAnOlderVersion() {
        Slice before = stored(write(create(webSlice(""))));
        assertThat(write(update(before, withEndpoint(before, "web-2", "10.0.0.2"))))
                .isInstanceOf(WriteResult.Stored.class);

        WriteResult result = write(update(before, withEndpoint(before, "web-3", "10.0.0.3")));

        assertThat(result).isInstanceOf(WriteResult.Conflict.class);
    }

    @Test
    @DisplayName("R2: a delete carries uid and resourceVersion as preconditions")
    void delete() {
        Slice slice = stored(write(create(webSlice(""))));

        WriteResult result = write(new SliceWrite.Delete(slice, ImmutableSortedSet.of(Reason.EMPTY)));

        MockApi.Request request = api.requests("DELETE").get(0);
        assertThat(request.line()).isEqualTo("DELETE " + COLLECTION + "/" + slice.name());
        assertThat(request.body())
                .contains("\"preconditions\":{")
                .contains("\"uid\":\"" + slice.meta().uid() + "\"")
                .contains("\"resourceVersion\":\"" + slice.meta().resourceVersion() + "\"");
        assertThat(result).isEqualTo(new WriteResult.Deleted());
        assertThat(client.discovery()
                        .v1()
                        .endpointSlices()
                        .inAnyNamespace()
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void deleteOfASliceThatIsGoneIsDone() {
        api.answerOnce("DELETE", status(404, "NotFound", "endpointslices.discovery.k8s.io \"web-1\" not found", ""));
        assertThat(write(new SliceWrite.Delete(webSlice("web-1"), ImmutableSortedSet.of(Reason.EMPTY))))
                .isEqualTo(new WriteResult.Deleted());
    }

    @Test
    void deleteWithAPreconditionThatFailsIsAConflict() {
        api.answerOnce("DELETE", status(409, "Conflict", "the UID in the precondition does not match", ""));
        assertThat(write(new SliceWrite.Delete(webSlice("web-1"), ImmutableSortedSet.of(Reason.EMPTY))))
                .isInstanceOf(WriteResult.Conflict.class);
    }

    @Test
    @DisplayName("R2: an update of a slice that is gone is a conflict: sync again")
    void updateOfASliceThatIsGone() {
        Slice slice = webSlice("web-1");
        assertThat(write(update(slice, withEndpoint(slice, "web-2", "10.0.0.2"))))
                .isInstanceOf(WriteResult.Conflict.class);
    }

    @Test
    void createOfANameThatExistsIsAConflict() {
        api.answerOnce("POST", status(409, "AlreadyExists", "endpointslices \"web-x\" already exists", ""));
        assertThat(write(create(webSlice("")))).isInstanceOf(WriteResult.Conflict.class);
    }

    @Test
    @DisplayName("E14: a create refused because the namespace is terminating")
    void namespaceTerminating() {
        api.answerOnce(
                "POST",
                status(
                        403,
                        "Forbidden",
                        "endpointslices \"web-\" is forbidden: unable to create new content in namespace shop",
                        "\"causes\":[{\"reason\":\"NamespaceTerminating\",\"field\":\"metadata.namespace\"}]"));
        assertThat(write(create(webSlice("")))).isEqualTo(new WriteResult.NamespaceTerminating());
    }

    @Test
    @DisplayName("E14: a create refused because the namespace is gone already")
    void namespaceGone() {
        api.answerOnce(
                "POST",
                status(404, "NotFound", "namespaces \"shop\" not found", "\"kind\":\"namespaces\",\"name\":\"shop\""));
        assertThat(write(create(webSlice("")))).isEqualTo(new WriteResult.NamespaceTerminating());
    }

    @Test
    void createWhereTheApiIsNotServedFails() {
        api.answerOnce("POST", new MockResponse().setResponseCode(404).setBody("404 page not found\n"));
        assertThat(write(create(webSlice(""))))
                .isEqualTo(new WriteResult.Failed("create endpointslices.discovery.k8s.io in namespace "
                        + WEB.key().namespace() + ": 404 page not found"));
    }

    @Test
    void forbiddenNamesVerbAndResourceInOneLine() {
        api.answerOnce("POST", status(403, "Forbidden", "User \"x\" cannot create\nresource", ""));
        assertThat(write(create(webSlice(""))))
                .isEqualTo(new WriteResult.Forbidden("create endpointslices.discovery.k8s.io in namespace "
                        + WEB.key().namespace() + " is forbidden: User \"x\" cannot create resource"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void invalid(int code) {
        api.answerOnce("POST", status(code, "Invalid", "endpoints[0].addresses: Invalid value", ""));
        assertThat(write(create(webSlice(""))))
                .isInstanceOfSatisfying(
                        WriteResult.Invalid.class,
                        result -> assertThat(result.message()).endsWith("endpoints[0].addresses: Invalid value"));
    }

    @ParameterizedTest
    @CsvSource({"429, 7", "503, 2", "500, 1"})
    @DisplayName("Overload: one request only, and the Retry-After is handed on")
    void overloaded(int code, int seconds) {
        api.add(request -> request.method().equals("POST")
                ? Optional.of(new MockResponse()
                        .setResponseCode(code)
                        .setHeader("Retry-After", seconds)
                        .setBody("Too many requests, please try again later.\n"))
                : Optional.empty());

        WriteResult result = write(create(webSlice("")));

        assertThat(result).isInstanceOfSatisfying(WriteResult.Overloaded.class, overloaded -> {
            assertThat(overloaded.retryAfter()).contains(Duration.ofSeconds(seconds));
            assertThat(overloaded.message()).endsWith("Too many requests, please try again later.");
        });
        assertThat(api.requests("POST")).hasSize(1);
    }

    @Test
    @DisplayName("Overload: the time to wait may stand in the status instead")
    void overloadedByStatus() {
        api.answerOnce(
                "POST", status(429, "TooManyRequests", "storage is (re)initializing", "\"retryAfterSeconds\":3"));
        assertThat(write(create(webSlice(""))))
                .isInstanceOfSatisfying(
                        WriteResult.Overloaded.class,
                        overloaded -> assertThat(overloaded.retryAfter()).contains(Duration.ofSeconds(3)));
    }

    @Test
    void serverErrorFailsAfterOneRequest() {
        api.add(request -> request.method().equals("POST")
                ? Optional.of(status(500, "InternalError", "etcdserver: no leader", ""))
                : Optional.empty());
        assertThat(write(create(webSlice(""))))
                .isInstanceOfSatisfying(
                        WriteResult.Failed.class,
                        failed -> assertThat(failed.message()).endsWith("etcdserver: no leader"));
        assertThat(api.requests("POST")).hasSize(1);
    }

    @Test
    @DisplayName("R5: a write takes 10 s at most; the API server is told so")
    void defaultTimeout() {
        write(create(webSlice("")));

        assertThat(api.requests("POST").get(0).path()).isEqualTo(COLLECTION + "?timeout=10000ms");
    }

    @Test
    @DisplayName("R5: a write that is not answered in the time that the lease leaves has failed, on both sides")
    void timeoutOfTheLease() {
        Slice before = stored(write(create(webSlice(""))));
        writer = new FabricWriter(client, new WriteRateLimit(1000, 1000), Duration.ofMillis(300));
        api.add(request -> Optional.of(new MockResponse().setBody("{}").setBodyDelay(Duration.ofSeconds(3))));

        assertThat(write(update(before, withEndpoint(before, "web-2", "10.0.0.2"))))
                .isEqualTo(new WriteResult.Failed("update endpointslices.discovery.k8s.io " + before.name()
                        + " in namespace " + WEB.key().namespace() + ": no answer in time"));
        assertThat(api.requests("PUT"))
                .singleElement()
                .returns(COLLECTION + "/" + before.name() + "?timeout=300ms", MockApi.Request::path);
    }

    @Test
    void noConnectionFailsInOneLine() {
        api.goAway();
        assertThat(write(create(webSlice(""))))
                .isInstanceOfSatisfying(
                        WriteResult.Failed.class,
                        failed -> assertThat(failed.message())
                                .startsWith("create endpointslices.discovery.k8s.io in namespace")
                                .contains("refused")
                                .doesNotContain("\n"));
    }

    @Test
    void anAnswerThatIsNoSliceFails() {
        api.answerOnce(
                "POST",
                new MockResponse().setResponseCode(201).setBody("{\"kind\":\"EndpointSlice\",\"metadata\":{}}"));
        assertThat(write(create(webSlice("")))).isInstanceOf(WriteResult.Failed.class);
    }

    private static SliceWrite create(Slice slice) {
        return new SliceWrite.Create(slice, ImmutableSortedSet.of(Reason.ENDPOINT_ADDED));
    }

    private static SliceWrite update(Slice before, Slice after) {
        return new SliceWrite.Update(before, after, ImmutableSortedSet.of(Reason.ENDPOINT_ADDED));
    }

    private WriteResult write(SliceWrite write) {
        return writer.write(write, () -> true);
    }

    /** The slice that the API server holds after a write that it accepted. */
    private Slice stored(WriteResult result) {
        assertThat(result).isInstanceOf(WriteResult.Stored.class);
        Metadata meta = ((WriteResult.Stored) result).meta();
        Slice stored = SliceCodec.fromApi(client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(meta.namespace())
                .withName(meta.name())
                .require());
        assertThat(meta).isEqualTo(stored.meta());
        return stored;
    }

    /** With an empty name: one that is to be created. */
    private static Slice webSlice(String name) {
        SliceFixture fixture = slice(WEB, "web-1").endpoint("web-1", "10.0.0.1");
        Slice slice = fixture.build();
        if (!name.isEmpty()) {
            return slice;
        }
        Metadata meta = slice.meta();
        Metadata unnamed = new Metadata(
                meta.namespace(),
                "",
                meta.generateName(),
                "",
                "",
                0,
                meta.labels(),
                meta.annotations(),
                meta.owners(),
                meta.finalizers(),
                false);
        return new Slice(unnamed, slice.addressType(), slice.ports(), slice.endpoints());
    }

    private static Slice withEndpoint(Slice slice, String pod, String address) {
        Slice other = slice(WEB, slice.name())
                .endpoint("web-1", "10.0.0.1")
                .endpoint(pod, address)
                .build();
        return new Slice(slice.meta(), slice.addressType(), slice.ports(), other.endpoints());
    }

    private static MockResponse status(int code, String reason, String message, String details) {
        return new MockResponse()
                .setResponseCode(code)
                .setBody("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + code
                        + ",\"reason\":\"" + reason + "\",\"message\":" + json(message) + ",\"details\":{" + details
                        + "}}");
    }

    private static String json(String text) {
        return new KubernetesSerialization().asJson(text);
    }
}
