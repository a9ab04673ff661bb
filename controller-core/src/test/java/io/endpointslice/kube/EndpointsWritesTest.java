package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.fixtures.ApiObjects;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.Reason;
import io.endpointslice.sync.WriteResult;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes of Endpoints objects; what all writes have in common is in {@link FabricWriterTest}. */
class EndpointsWritesTest {
    private static final String COLLECTION = "/api/v1/namespaces/shop/endpoints";
    private static final ImmutableSortedSet<Reason> REASON = ImmutableSortedSet.of(Reason.ENDPOINT_ADDED);
    private static final LegacyEndpoints WEB = EndpointsCodec.fromApi(ApiObjects.endpoints("web", "10.0.0.1"));

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
    @DisplayName("L1: a create is posted under the Service's name and gives back the metadata as it is stored")
    void create() {
        LegacyEndpoints stored = stored(write(new EndpointsWrite.Create(WEB, REASON)));

        MockApi.Request request = api.requests("POST").get(0);
        assertThat(request.line()).isEqualTo("POST " + COLLECTION);
        assertThat(request.body()).contains("\"name\":\"web\"").contains("\"ip\":\"10.0.0.1\"");
        assertThat(stored.subsets()).isEqualTo(WEB.subsets());
        assertThat(stored.meta().uid()).isNotEmpty();
        assertThat(stored.meta().resourceVersion()).isNotEmpty();
    }

    @Test
    @DisplayName(
            "R2: an update is put with uid and resourceVersion, so that it never makes an object that is gone anew")
    void update() {
        LegacyEndpoints before = stored(write(new EndpointsWrite.Create(WEB, REASON)));
        LegacyEndpoints after = new LegacyEndpoints(
                before.meta(),
                EndpointsCodec.fromApi(ApiObjects.endpoints("web", "10.0.0.2")).subsets());

        LegacyEndpoints stored = stored(write(new EndpointsWrite.Update(before, after, REASON)));

        MockApi.Request request = api.requests("PUT").get(0);
        assertThat(request.line()).isEqualTo("PUT " + COLLECTION + "/web");
        assertThat(request.body())
                .contains("\"uid\":\"" + before.meta().uid() + "\"")
                .contains("\"resourceVersion\":\"" + before.meta().resourceVersion() + "\"");
        assertThat(stored.subsets()).isEqualTo(after.subsets());
        assertThat(write(new EndpointsWrite.Update(before, after, REASON)))
                .as("an older resourceVersion")
                .isInstanceOf(WriteResult.Conflict.class);
    }

    @Test
    @DisplayName("R2: a delete carries uid and resourceVersion as preconditions")
    void delete() {
        LegacyEndpoints there = stored(write(new EndpointsWrite.Create(WEB, REASON)));

        assertThat(write(new EndpointsWrite.Delete(there, REASON))).isEqualTo(new WriteResult.Deleted());

        MockApi.Request request = api.requests("DELETE").get(0);
        assertThat(request.line()).isEqualTo("DELETE " + COLLECTION + "/web");
        assertThat(request.body())
                .contains("\"uid\":\"" + there.meta().uid() + "\"")
                .contains("\"resourceVersion\":\"" + there.meta().resourceVersion() + "\"");
        assertThat(write(new EndpointsWrite.Delete(there, REASON)))
                .as("gone already")
                .isEqualTo(new WriteResult.Deleted());
    }

    @Test
    @DisplayName("L6: a create that is refused because the namespace is terminating is told as that")
    void namespaceTerminating() {
        api.answerOnce("POST", new MockResponse().setResponseCode(403).setBody("""
                        {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,
                         "message":"endpoints \\"web\\" is forbidden: unable to create new content",
                         "details":{"causes":[{"reason":"NamespaceTerminating"}]}}
                        """));
        assertThat(write(new EndpointsWrite.Create(WEB, REASON))).isEqualTo(new WriteResult.NamespaceTerminating());
    }

    @Test
    @DisplayName("A refusal names the verb, the resource and the object; the deprecation of Endpoints is not told")
    void forbidden() {
        api.answerOnce(
                "POST",
                new MockResponse()
                        .setResponseCode(403)
                        .setHeader("Warning", "299 - \"v1 Endpoints is deprecated in v1.33+\"")
                        .setBody("no"));
        assertThat(write(new EndpointsWrite.Create(WEB, REASON)))
                .isEqualTo(new WriteResult.Forbidden("create endpoints web in namespace shop is forbidden: no"));
    }

    private WriteResult write(EndpointsWrite write) {
        return writer.write(write, () -> true);
    }

    /** The object that the API server holds after a write that it accepted. */
    private LegacyEndpoints stored(WriteResult result) {
        assertThat(result).isInstanceOf(WriteResult.Stored.class);
        Metadata meta = ((WriteResult.Stored) result).meta();
        LegacyEndpoints stored = EndpointsCodec.fromApi(client.endpoints()
                .inNamespace(meta.namespace())
                .withName(meta.name())
                .require());
        assertThat(meta).isEqualTo(stored.meta());
        return stored;
    }
}
