package io.endpointslice.kube;

import static io.endpointslice.kube.Unset.text;

import com.google.common.base.Utf8;
import io.endpointslice.config.LeaderElectionConfig;
import io.endpointslice.model.Metadata;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.ObjectWriter;
import io.endpointslice.sync.WriteResult;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
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
import org.jspecify.annotations.Nullable;

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
    /** Of the object as it is stored now only the metadata, since the rest is known; whole from a server that cannot do so. */
    private static final String METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1, " + JSON;

    private final KubernetesSerialization json;
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
        this.http = client.getHttpClient()
                .newBuilder()
                .tag(new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                        .withRequestRetryBackoffLimit(0)
                        .build())
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
            String body = body(write);
            HttpRequest request = request(write, body);
            if (!mayWrite.getAsBoolean()) {
                return new WriteResult.Withheld();
            }
            HttpResponse<String> response = send(request);
            if (!response.isSuccessful()) {
                return ApiErrors.classify(write, refusal(response));
            }
            return write.deletes()
                    ? new WriteResult.Deleted()
                    : new WriteResult.Stored(metadata(response.body()), Utf8.encodedLength(body));
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

    /** The request that makes the write; {@code body} is what is to be stored, if anything. */
    private HttpRequest request(Write write, String body) {
        Metadata meta = write.meta();
        String collection = server + ApiResource.of(write).path(meta.namespace());
        String object = collection + "/" + meta.name() + serverTimeout();
        HttpRequest.Builder request = http.newHttpRequestBuilder().timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (write.deletes()) {
            return request.uri(object)
                    .delete(JSON, json.asJson(preconditions(meta)))
                    .build();
        }
        request.header("Accept", METADATA);
        return write.creates()
                ? request.uri(collection + serverTimeout()).post(JSON, body).build()
                : request.uri(object).put(JSON, body).build();
    }

    private String serverTimeout() {
        return "?timeout=" + timeout.toMillis() + "ms";
    }

    private static String body(Write write) {
        if (write.deletes()) {
            return "";
        }
        return write instanceof SliceWrite slice
                ? SliceCodec.toJson(slice.slice())
                : EndpointsCodec.toJson(((EndpointsWrite) write).endpoints());
    }

    private static DeleteOptions preconditions(Metadata meta) {
        return new DeleteOptionsBuilder()
                .withNewPreconditions(meta.resourceVersion(), meta.uid())
                .build();
    }

    private HttpResponse<String> send(HttpRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, String.class);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private Metadata metadata(String answer) {
        ObjectMeta meta = json.unmarshal(answer, PartialObjectMetadata.class).getMetadata();
        if (meta == null || text(meta.getResourceVersion()).isEmpty()) {
            throw new IllegalStateException("the answer is no object that is stored");
        }
        return MetadataCodec.fromApi(meta);
    }

    private ApiErrors.Refusal refusal(HttpResponse<String> response) {
        Status status = status(response.body());
        Optional<Duration> retryAfter = Optional.ofNullable(response.header("Retry-After"))
                .flatMap(FabricWriter::seconds)
                .or(() -> Optional.ofNullable(status.getDetails())
                        .map(StatusDetails::getRetryAfterSeconds)
                        .filter(seconds -> seconds > 0)
                        .map(Duration::ofSeconds));
        return new ApiErrors.Refusal(response.code(), retryAfter, status);
    }

    /** The Status in the body. API servers refuse overload, and proxies everything, with plain text or HTML instead. */
    private Status status(@Nullable String body) {
        String text = body == null ? "" : body;
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
