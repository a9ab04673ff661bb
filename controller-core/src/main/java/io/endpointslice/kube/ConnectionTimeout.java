package io.endpointslice.kube;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Has the connection end each request that takes too long. Said of the request itself, the client would also watch over it with a
 * task of its own, made and cancelled each time with a stack trace; a caller that waits only so long needs none.
 */
final class ConnectionTimeout implements Interceptor {
    private final Duration timeout;

    ConnectionTimeout(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (builder instanceof HttpRequest.Builder http) {
            http.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
