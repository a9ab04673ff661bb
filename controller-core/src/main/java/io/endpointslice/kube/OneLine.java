package io.endpointslice.kube;

import com.google.common.base.CharMatcher;
import com.google.common.base.Throwables;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in one line for a log or a user. */
public final class OneLine {
    /** Long enough for every message of an API server; an HTML page of a proxy is cut. */
    private static final int MAX_LENGTH = 500;

    private OneLine() {}

    /** The text with every run of white space and control characters as one blank, cut at 500 characters. */
    static String of(@Nullable String text) {
        String line = CharMatcher.whitespace()
                .or(CharMatcher.javaIsoControl())
                .trimAndCollapseFrom(text == null ? "" : text, ' ');
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }

    /** The reason of a failed request: the API server's own message if there is one, else the root cause's. */
    public static String of(Throwable failure) {
        Optional<String> message = apiError(failure)
                .map(KubernetesClientException::getStatus)
                .map(Status::getMessage)
                .filter(text -> !text.isBlank());
        if (message.isPresent()) {
            return of(message.get());
        }
        Throwable root = Throwables.getRootCause(failure);
        if (root instanceof UnknownHostException) {
            return of("unknown host " + root.getMessage());
        }
        if (root instanceof TimeoutException) {
            return "no answer in time";
        }
        String text = of(root.getMessage());
        return text.isEmpty() ? root.getClass().getSimpleName() : text;
    }

    /** The answer of the API server among the causes, if it answered at all. */
    public static Optional<KubernetesClientException> apiError(Throwable failure) {
        return Throwables.getCausalChain(failure).stream()
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .filter(error -> error.getCode() > 0)
                .findFirst();
    }
}
