package io.endpointslice.kube;

import static java.net.HttpURLConnection.HTTP_BAD_REQUEST;
import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_ENTITY_TOO_LARGE;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_INTERNAL_ERROR;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_UNAVAILABLE;

import io.endpointslice.plan.Write;
import io.endpointslice.sync.WriteResult;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;

/** Classifies refusals of writes, once and here only. */
final class ApiErrors {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNPROCESSABLE = 422;
    private static final String NAMESPACE_TERMINATING = "NamespaceTerminating";

    /**
     * An answer other than 2xx.
     *
     * @param code the HTTP status code
     * @param retryAfter how long the server asks to wait, from the header or the status
     * @param status what the body says; only the message is set if the body is no Status
     */
    record Refusal(int code, Optional<Duration> retryAfter, Status status) {}

    private ApiErrors() {}

    /** What the refusal means for the write. */
    static WriteResult classify(Write write, Refusal refusal) {
        String message = describe(write) + ": " + reason(refusal);
        return switch (refusal.code()) {
            case HTTP_NOT_FOUND -> notFound(write, refusal, message);
            case HTTP_CONFLICT -> new WriteResult.Conflict(message);
            case HTTP_FORBIDDEN ->
                hasCause(refusal.status(), NAMESPACE_TERMINATING)
                        ? new WriteResult.NamespaceTerminating()
                        : new WriteResult.Forbidden(describe(write) + " is forbidden: " + reason(refusal));
            case HTTP_BAD_REQUEST, HTTP_ENTITY_TOO_LARGE, UNPROCESSABLE -> new WriteResult.Invalid(message);
            default ->
                isOverload(refusal)
                        ? new WriteResult.Overloaded(message, refusal.retryAfter())
                        : new WriteResult.Failed(message);
        };
    }

    /** The write without its content: {@code create endpointslices.discovery.k8s.io in namespace shop}. */
    static String describe(Write write) {
        String name = write.meta().name().isEmpty() ? "" : " " + write.meta().name();
        return write.verb() + " " + ApiResource.of(write).qualifiedName() + name + " in namespace "
                + write.meta().namespace();
    }

    /** Whether something could not be made because its namespace is being deleted, or is gone already. */
    static boolean isOfTerminatingNamespace(KubernetesClientException failure) {
        Status status = failure.getStatus();
        return status != null && (hasCause(status, NAMESPACE_TERMINATING) || namesNamespace(status));
    }

    private static WriteResult notFound(Write write, Refusal refusal, String message) {
        if (write.deletes()) {
            return new WriteResult.Deleted();
        }
        if (!write.creates()) {
            return new WriteResult.Conflict(message);
        }
        return namesNamespace(refusal.status())
                ? new WriteResult.NamespaceTerminating()
                : new WriteResult.Failed(message);
    }

    /** Whether a Status that says NotFound is about a namespace. */
    private static boolean namesNamespace(Status status) {
        return status.getDetails() != null
                && "namespaces".equals(status.getDetails().getKind());
    }

    /** A 5xx with a Retry-After is an overload too: the server says that the same request may pass later. */
    private static boolean isOverload(Refusal refusal) {
        return refusal.code() == TOO_MANY_REQUESTS
                || refusal.code() == HTTP_UNAVAILABLE
                || (refusal.code() >= HTTP_INTERNAL_ERROR
                        && refusal.retryAfter().isPresent());
    }

    private static boolean hasCause(Status status, String reason) {
        return status.getDetails() != null
                && status.getDetails().getCauses() != null
                && status.getDetails().getCauses().stream().anyMatch(cause -> reason.equals(cause.getReason()));
    }

    private static String reason(Refusal refusal) {
        String message = OneLine.of(refusal.status().getMessage());
        return message.isEmpty() ? "HTTP " + refusal.code() : message;
    }
}
