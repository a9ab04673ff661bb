package io.endpointslice.kube;

import static com.google.common.base.Preconditions.checkState;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.endpointslice.config.LeaderElectionConfig;
import io.endpointslice.kube.protobuf.EndpointsMessage;
import io.endpointslice.kube.protobuf.Envelope;
import io.endpointslice.kube.protobuf.SliceMessage;
import io.endpointslice.model.Metadata;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.ObjectWriter;
import io.endpointslice.sync.WriteResult;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes slices and Endpoints objects over the client's HTTP layer: POST, PUT with the resourceVersion, DELETE with uid and resourceVersion as
 * preconditions. The client's resource operations are not used for this, because they send no uid as precondition and
 * drop the {@code Retry-After} header of an answer. Nor is an object that is stored sent back whole: its metadata is asked for.
 *
 * <p>The client would by itself repeat 429, 5xx and broken connections up to ten times, with up to 3.2 s and the
 * Retry-After between them, in the thread of the caller. Here that is switched off: each write is one request that
 * takes so long at most, and the caller's queue, which has other Services to serve meanwhile, does the repeating and honours Retry-After.
 */
public final class FabricWriter implements ObjectWriter {
    private static final String JSON = "application/json";
    private static final String NO_OBJECT = "the answer is no object that is stored";
    private static final JsonFactory ANSWERS = new JsonFactory();

    private final KubernetesSerialization json;
    private final WireFormat format;
    private final SentContents sent;
    private final StoredBodies bodies = new StoredBodies();
    private final HttpClient http;
    private final String server;
    private final WriteRateLimit limit;
    private final Duration timeout;

    /** A writer whose writes take 10 s at most. */
    public FabricWriter(KubernetesClient client, WriteRateLimit limit) {
        this(client, limit, LeaderElectionConfig.LONGEST_WRITE);
    }

    /**
     * A writer.
     *
     * @param limit makes writes wait for their turn
     * @param timeout how long a write may take from its sending on. The API server is told too, and does not begin to store
     *     what has waited there for longer
     */
    public FabricWriter(KubernetesClient client, WriteRateLimit limit, Duration timeout) {
        this.json = client.getKubernetesSerialization();
        if (json instanceof WireSerialization wire) {
            this.format = wire.format();
            this.sent = wire.sent();
        } else {
            this.format = WireFormat.JSON;
            // nobody asks
            this.sent = new SentContents();
        }
        this.http = client.getHttpClient()
                .newBuilder()
                .tag(new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .addOrReplaceInterceptor("timeout", new ConnectionTimeout(timeout))
                .build();
        String url = client.getMasterUrl().toString();
        this.server = url.endsWith("/") ? url : url + "/";
        this.limit = limit;
        this.timeout = timeout;
    }

    @Override
    public WriteResult write(Write write, BooleanSupplier mayWrite) {
        try {
            limit.acquire();
            Optional<ObjectBody> body = write.deletes() ? Optional.empty() : Optional.of(body(write));
            HttpRequest request = request(write, body);
            if (!mayWrite.getAsBoolean()) {
                return new WriteResult.Withheld();
            }
            // before it is sent: the event may be here before the answer is
            body.ifPresent(content -> sent.add(write, content));
            HttpResponse<byte[]> response = send(request);
            if (!response.isSuccessful()) {
                sent.remove(write);
                return ApiErrors.classify(write, refusal(response));
            }
            return body.isPresent() ? stored(write, body.get(), metadata(response.body())) : deleted(write);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new WriteResult.Failed(ApiErrors.describe(write) + ": interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return new WriteResult.Failed(ApiErrors.describe(write) + ": " + OneLine.of(e));
        } catch (RuntimeException e) {
            // an answer that is no such object, or a client that is closed already
            return new WriteResult.Failed(ApiErrors.describe(write) + ": " + OneLine.of(e));
        }
    }

    private WriteResult stored(Write write, ObjectBody body, Metadata meta) {
        if (body instanceof ProtobufBody protobuf) {
            bodies.add(write, meta, protobuf.body());
        }
        return new WriteResult.Stored(meta, body.length());
    }

    private WriteResult deleted(Write write) {
        bodies.remove(write);
        return new WriteResult.Deleted();
    }

    /** The request that makes the write; {@code body} is what is to be stored, if anything. */
    private HttpRequest request(Write write, Optional<ObjectBody> body) {
        Metadata meta = write.meta();
        String collection = server + ApiResource.of(write).path(meta.namespace());
        String object = collection + "/" + meta.name() + serverTimeout();
        HttpRequest.Builder request = http.newHttpRequestBuilder();
        if (body.isEmpty()) {
            return request.uri(object)
                    .delete(JSON, json.asJson(preconditions(meta)))
                    .build();
        }
        request.header("Accept", format.acceptMetadata())
                .post(format.contentType(), body.get().bytes());
        return write.creates()
                ? request.uri(collection + serverTimeout()).build()
                // the body stays: the client has no PUT of bytes
                : request.uri(object)
                        .method("PUT", format.contentType(), (String) null)
                        .build();
    }

    private String serverTimeout() {
        return "?timeout=" + timeout.toMillis() + "ms";
    }

    private ObjectBody body(Write write) {
        return switch (format) {
            case JSON ->
                write instanceof SliceWrite slice
                        ? SliceCodec.body(slice.slice())
                        : EndpointsCodec.body(((EndpointsWrite) write).endpoints());
            case PROTOBUF ->
                new ProtobufBody(
                        write instanceof SliceWrite slice
                                ? SliceMessage.body(slice.slice(), bodies.before(write))
                                : EndpointsMessage.body(((EndpointsWrite) write).endpoints(), bodies.before(write)));
        };
    }

    private static DeleteOptions preconditions(Metadata meta) {
        return new DeleteOptionsBuilder()
                .withNewPreconditions(meta.resourceVersion(), meta.uid())
                .build();
    }

    private HttpResponse<byte[]> send(HttpRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, byte[].class);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private static Metadata metadata(byte[] answer) {
        Metadata meta = Envelope.is(answer) ? ProtobufReader.metadata(answer) : metadataOfJson(answer);
        checkState(!meta.resourceVersion().isEmpty(), NO_OBJECT);
        return meta;
    }

    private static Metadata metadataOfJson(byte[] answer) {
        try (JsonParser json = ANSWERS.createParser(ObjectReadContext.empty(), answer)) {
            json.nextToken();
            for (String field = json.nextName(); field != null; field = json.nextName()) {
                json.nextToken();
                if (field.equals("metadata")) {
                    return MetadataReader.read(json);
                }
                json.skipChildren();
            }
        }
        throw new IllegalStateException(NO_OBJECT);
    }

    private ApiErrors.Refusal refusal(HttpResponse<byte[]> response) {
        Status status = status(response.body() == null ? "" : new String(response.body(), UTF_8));
        Optional<Duration> retryAfter = Optional.ofNullable(response.header("Retry-After"))
                .flatMap(FabricWriter::seconds)
                .or(() -> Optional.ofNullable(status.getDetails())
                        .map(StatusDetails::getRetryAfterSeconds)
                        .filter(seconds -> seconds > 0)
                        .map(Duration::ofSeconds));
        return new ApiErrors.Refusal(response.code(), retryAfter, status);
    }

    /** The Status in the body. API servers refuse overload, and proxies everything, with plain text or HTML instead. */
    private Status status(String text) {
        if (text.startsWith("{")) {
            try {
                return json.unmarshal(text, Status.class);
            } catch (RuntimeException e) {
                return new StatusBuilder().withMessage(text).build();
            }
        }
        return new StatusBuilder().withMessage(text).build();
    }

    /** Kubernetes sends whole seconds; the header's other form, a date, is not used by it. */
    private static Optional<Duration> seconds(String header) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(header.trim()))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
