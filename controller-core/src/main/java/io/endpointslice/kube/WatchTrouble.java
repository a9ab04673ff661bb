package io.endpointslice.kube;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import com.google.common.base.Throwables;
import com.google.common.base.Ticker;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says why lists and watches fail, in one line: at once, and while the trouble lasts at most every 10 s. All informers
 * share one, so an API server that is away is one line and not one per informer.
 */
final class WatchTrouble {
    private static final String CONNECTION = "connection";

    private final String server;
    private final RareLine log;

    /**
     * @param server the API server's URL
     * @param log takes one line
     */
    WatchTrouble(String server, Ticker ticker, Consumer<String> log) {
        this.server = server;
        this.log = new RareLine(ticker, log);
    }

    /** A list or watch failed and will be tried again. */
    void failed(String resource, Throwable failure) {
        Reason reason = reason(resource, failure);
        log.say(
                reason.topic(),
                reason.topic().equals(CONNECTION)
                        ? "waiting for the API server at " + server + ": " + OneLine.of(failure)
                        : reason.line());
    }

    /** What kept a list or watch from working, in one line. */
    String describe(String resource, Throwable failure) {
        return reason(resource, failure).line();
    }

    /** Whether the API server has said that this user may not list or watch that. */
    static boolean isForbidden(Throwable failure) {
        return OneLine.apiError(failure)
                .filter(answer -> answer.getCode() == HTTP_FORBIDDEN)
                .isPresent();
    }

    private record Reason(String topic, String line) {}

    private Reason reason(String resource, Throwable failure) {
        Optional<KubernetesClientException> answer = OneLine.apiError(failure);
        String text = OneLine.of(failure);
        if (answer.isPresent() && answer.get().getCode() == HTTP_FORBIDDEN) {
            String verb = isWatch(answer.get()) ? "watch " : "list ";
            return new Reason(verb + resource, verb + resource + " is forbidden: " + text);
        } else if (answer.isPresent() && answer.get().getCode() == HTTP_UNAUTHORIZED) {
            return new Reason(
                    "credentials", "the API server at " + server + " does not accept the credentials: " + text);
        } else if (isDistrust(failure)) {
            return new Reason(
                    "certificate", "the certificate of the API server at " + server + " is not trusted: " + text);
        } else if (answer.isPresent()) {
            return new Reason(
                    "answer", "the API server at " + server + " does not serve " + resource + " now: " + text);
        }
        return new Reason(CONNECTION, "the API server at " + server + " cannot be reached: " + text);
    }

    /** A watch that was there has been away for long; the client itself tries to set it up again. */
    void lost(String resources) {
        log.say("lost", "waiting for the API server at " + server + ": no watch on " + resources);
    }

    private static boolean isWatch(KubernetesClientException error) {
        return String.valueOf(error.getMessage()).contains("watch=true");
    }

    private static boolean isDistrust(Throwable failure) {
        return Throwables.getCausalChain(failure).stream().anyMatch(GeneralSecurityException.class::isInstance);
    }
}
