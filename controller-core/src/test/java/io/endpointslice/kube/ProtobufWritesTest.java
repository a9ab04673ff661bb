package io.endpointslice.kube;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.fixtures.ApiObjects;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.kube.protobuf.ApiProtobuf;
import io.endpointslice.kube.protobuf.EndpointsMessage;
import io.endpointslice.kube.protobuf.Sample;
import io.endpointslice.kube.protobuf.SliceMessage;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.WriteResult;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes in Protobuf; what all writes have in common is in {@link FabricWriterTest}. */
class ProtobufWritesTest {
    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final String METADATA = PROTOBUF
            + ";as=PartialObjectMetadata;g=meta.k8s.io;v=v1"
            + ", application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1, application/json";
    private static final ImmutableSortedSet<Reason> REASON = ImmutableSortedSet.of(Reason.ENDPOINT_ADDED);
    private static final Slice SLICE =
            slice(service("web").build(), "web-1").endpoint("web-1", "10.0.0.1").build();
    private static final LegacyEndpoints ENDPOINTS = EndpointsCodec.fromApi(ApiObjects.endpoints("web", "10.0.0.1"));
    private static final Slice NEW = new Slice(
            Metadata.toCreate(SLICE.meta().namespace(), "", "web-", ImmutableMap.of(), ImmutableMap.of()),
            SLICE.addressType(),
            SLICE.ports(),
            SLICE.endpoints());
    private static final SliceWrite CREATE = new SliceWrite.Create(NEW, REASON);
    private static final String FAILED = "create endpointslices.discovery.k8s.io in namespace "
            + SLICE.meta().namespace() + ": ";

    @TempDir
    private Path folder;

    private MockApi api;
    private KubernetesClient client;
    private FabricWriter writer;

    @BeforeEach
    void connect() throws IOException {
        api = MockApi.started();
        client = ClientFactory.ofProcess()
                .controllerClient(Optional.of(api.kubeconfig(folder)), Optional.empty(), WireFormat.PROTOBUF);
        writer = new FabricWriter(client, new WriteRateLimit(1000, 1000));
    }

    @AfterEach
    void disconnect() {
        client.close();
        api.close();
    }

    @Test
    @DisplayName(
            "slices and Endpoints objects are posted and put as the bytes of their Protobuf; the metadata that comes back is taken")
    void bytes() {
        assertSent("POST", CREATE, SliceMessage.body(NEW, Optional.empty()).bytes());
        assertSent(
                "PUT",
                new SliceWrite.Update(SLICE, SLICE, REASON),
                SliceMessage.body(SLICE, Optional.empty()).bytes());
        assertSent(
                "POST",
                new EndpointsWrite.Create(ENDPOINTS, REASON),
                EndpointsMessage.body(ENDPOINTS, Optional.empty()).bytes());
        assertSent(
                "PUT",
                new EndpointsWrite.Update(ENDPOINTS, ENDPOINTS, REASON),
                EndpointsMessage.body(ENDPOINTS, Optional.empty()).bytes());
    }

    private void assertSent(String method, Write write, byte[] bytes) {
        int before = api.requests(method).size();
        api.answerOnce(method, new MockResponse().setResponseCode(201).setBody(Sample.bytes("metadata")));

        WriteResult result = write(write);

        MockApi.Request request = api.requests(method).get(before);
        assertThat(request.contentType()).isEqualTo(PROTOBUF);
        assertThat(request.accept()).isEqualTo(METADATA);
        assertThat(request.bytes()).isEqualTo(bytes);
        assertThat(result)
                .isEqualTo(new WriteResult.Stored(
                        SliceCodec.fromApi(Sample.json("slice", EndpointSlice.class))
                                .meta(),
                        bytes.length));
    }

    @Test
    @DisplayName("an answer in JSON is taken, and one that has the whole object")
    void otherAnswers() {
        api.answerOnce(
                "POST",
                new MockResponse()
                        .setResponseCode(201)
                        .setBody("{\"kind\":\"PartialObjectMetadata\",\"metadata\":{\"name\":\"web-x\","
                                + "\"namespace\":\"shop\",\"uid\":\"u\",\"resourceVersion\":\"7\"}}"));
        assertThat(write(CREATE)).isInstanceOfSatisfying(WriteResult.Stored.class, stored -> {
            assertThat(stored.meta().name()).isEqualTo("web-x");
            assertThat(stored.meta().resourceVersion()).isEqualTo("7");
        });
        api.answerOnce("POST", new MockResponse().setResponseCode(201).setBody(Sample.bytes("slice")));
        assertThat(write(CREATE))
                .isInstanceOfSatisfying(
                        WriteResult.Stored.class,
                        stored -> assertThat(stored.meta().name()).isEqualTo("slice-0"));
    }

    @Test
    @DisplayName("a delete is JSON, as is its answer")
    void delete() {
        api.answerOnce(
                "DELETE",
                new MockResponse().setResponseCode(200).setBody("{\"kind\":\"Status\",\"status\":\"Success\"}"));

        assertThat(write(new SliceWrite.Delete(SLICE, REASON))).isEqualTo(new WriteResult.Deleted());

        MockApi.Request request = api.requests("DELETE").get(0);
        assertThat(request.contentType()).startsWith("application/json");
        assertThat(request.accept()).doesNotContain("protobuf");
        assertThat(request.body()).contains("\"preconditions\":{");
    }

    @Test
    void conflict() {
        api.answerOnce("POST", refusal(status(409, "Conflict", "the object has been modified")));
        assertThat(write(CREATE)).isInstanceOf(WriteResult.Conflict.class);
    }

    @Test
    void namespaceTerminating() {
        api.answerOnce(
                "POST",
                refusal(status(403, "Forbidden", "unable to create new content")
                        .withNewDetails()
                        .addNewCause("metadata.namespace", "it is being terminated", "NamespaceTerminating")
                        .endDetails()));
        assertThat(write(CREATE)).isEqualTo(new WriteResult.NamespaceTerminating());
    }

    @Test
    void forbidden() {
        api.answerOnce("POST", refusal(status(403, "Forbidden", "User \"x\" cannot create\nresource")));
        assertThat(write(CREATE))
                .isEqualTo(new WriteResult.Forbidden("create endpointslices.discovery.k8s.io in namespace "
                        + SLICE.meta().namespace() + " is forbidden: User \"x\" cannot create resource"));
    }

    @Test
    @DisplayName("Overload: the time to wait is taken from the status, or else from the header")
    void overloaded() {
        StatusBuilder status = status(429, "TooManyRequests", "storage is (re)initializing");
        api.answerOnce("POST", refusal(status).setHeader("Retry-After", 5));
        assertRetryAfter(5);
        api.answerOnce(
                "POST", refusal(status.withNewDetails().withRetryAfterSeconds(3).endDetails()));
        assertRetryAfter(3);
    }

    private void assertRetryAfter(int seconds) {
        assertThat(write(CREATE)).isInstanceOfSatisfying(WriteResult.Overloaded.class, overloaded -> {
            assertThat(overloaded.retryAfter()).contains(Duration.ofSeconds(seconds));
            assertThat(overloaded.message()).endsWith("storage is (re)initializing");
        });
    }

    @Test
    void invalid() {
        api.answerOnce("POST", refusal(status(422, "Invalid", "endpoints[0].addresses: Invalid value")));
        assertThat(write(CREATE))
                .isInstanceOfSatisfying(
                        WriteResult.Invalid.class,
                        result -> assertThat(result.message()).endsWith("endpoints[0].addresses: Invalid value"));
    }

    @Test
    @DisplayName("a refusal as plain text")
    void plainText() {
        api.answerOnce("POST", new MockResponse().setResponseCode(403).setBody("no\n"));
        assertThat(write(CREATE))
                .isInstanceOfSatisfying(
                        WriteResult.Forbidden.class,
                        result -> assertThat(result.message()).endsWith(" is forbidden: no"));
    }

    @Test
    @DisplayName("a refusal in broken Protobuf still counts as what its code says")
    void brokenRefusal() {
        byte[] status = ApiProtobuf.status(status(409, "Conflict", "modified").build());
        api.answerOnce(
                "POST", new MockResponse().setResponseCode(409).setBody(Arrays.copyOf(status, status.length - 1)));
        assertThat(write(CREATE)).isInstanceOf(WriteResult.Conflict.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10, 300, 627})
    @DisplayName("an answer in broken Protobuf has failed, in one line")
    void brokenAnswer(int length) {
        api.answerOnce(
                "POST",
                new MockResponse().setResponseCode(201).setBody(Arrays.copyOf(Sample.bytes("metadata"), length)));
        assertThat(write(CREATE))
                .isInstanceOfSatisfying(
                        WriteResult.Failed.class,
                        failed -> assertThat(failed.message())
                                .startsWith(FAILED + "the Protobuf is broken")
                                .doesNotContain("\n"));
    }

    @Test
    @DisplayName("what was refused is not awaited, what was stored is")
    void awaited() {
        SentContents sent = ((WireSerialization) client.getKubernetesSerialization()).sent();
        SliceWrite update = new SliceWrite.Update(SLICE, SLICE, REASON);
        api.answerOnce("PUT", refusal(status(409, "Conflict", "the object has been modified")));

        write(update);
        assertThat(sent.isEmpty()).isTrue();

        api.answerOnce("PUT", new MockResponse().setResponseCode(200).setBody(Sample.bytes("metadata")));
        write(update);
        assertThat(sent.isEmpty()).isFalse();
    }

    private WriteResult write(Write write) {
        return writer.write(write, () -> true);
    }

    private static StatusBuilder status(int code, String reason, String message) {
        return new StatusBuilder().withCode(code).withReason(reason).withMessage(message);
    }

    private static MockResponse refusal(StatusBuilder status) {
        return new MockResponse()
                .setResponseCode(status.getCode())
                .setHeader("Content-Type", PROTOBUF)
                .setBody(ApiProtobuf.status(status.build()));
    }
}
