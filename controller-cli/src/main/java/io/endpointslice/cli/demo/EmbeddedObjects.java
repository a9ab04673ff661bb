package io.endpointslice.cli.demo;

import com.google.common.base.Splitter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.server.mock.KubernetesAttributesExtractor;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.crud.Attribute;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of the embedded API server. Beyond the mock server's CRUD mode it takes objects with their uid, makes short
 * names from a generateName (the mock appends a whole UUID), and answers discovery, so that kubectl finds its way.
 */
final class EmbeddedObjects extends KubernetesCrudDispatcher {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String METADATA = "metadata";
    private static final String NAME = "name";

    private final KubernetesSerialization json = new KubernetesSerialization();
    private final RandomNames names;

    EmbeddedObjects(RandomNames names) {
        this.names = names;
    }

    /** Puts an object there as it is, with its uid. Only before the server starts. */
    void put(HasMetadata object) {
        ObjectMeta meta = object.getMetadata();
        meta.setResourceVersion(Long.toString(requestResourceVersion()));
        // the mock server insists on both when it updates an object
        meta.setGeneration(1L);
        if (meta.getCreationTimestamp() == null) {
            meta.setCreationTimestamp(Instant.now().toString());
        }
        String path = path(object);
        Attribute name = new Attribute(KubernetesAttributesExtractor.NAME, meta.getName());
        processEvent(path, getKey(path).add(name), null, null, json.asJson(object));
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        Optional<String> discovery =
                request.method() == HttpMethod.GET ? Discovery.answer(pathOf(request)) : Optional.empty();
        return discovery
                .map(document -> new MockResponse()
                        .setResponseCode(HttpURLConnection.HTTP_OK)
                        .setHeader("Content-Type", "application/json")
                        .setBody(document))
                .orElseGet(() -> super.dispatch(request));
    }

    @Override
    public MockResponse handleCreate(RecordedRequest request) {
        JsonNode body = MAPPER.readTree(new String(request.getBody().getBytes(), StandardCharsets.UTF_8));
        JsonNode meta = body.path(METADATA);
        String prefix = meta.path("generateName").asString("");
        if (prefix.isEmpty() || !meta.path(NAME).asString("").isEmpty()) {
            return super.handleCreate(request);
        }
        ((ObjectNode) meta).put(NAME, names.next(prefix));
        return super.handleCreate(new RecordedRequest(
                request.getHttpVersion(),
                request.method(),
                request.getPath(),
                request.getHeaders(),
                new Buffer(MAPPER.writeValueAsBytes(body))));
    }

    private static String pathOf(RecordedRequest request) {
        return Splitter.on('?').splitToList(request.getPath()).get(0);
    }

    private static String path(HasMetadata object) {
        String api = object.getApiVersion().contains("/") ? "/apis/" : "/api/";
        String namespace = object.getMetadata().getNamespace();
        return api + object.getApiVersion() + (namespace == null ? "" : "/namespaces/" + namespace) + "/"
                + object.getPlural();
    }
}
