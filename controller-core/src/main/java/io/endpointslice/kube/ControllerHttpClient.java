package io.endpointslice.kube;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Another client, whose messages of watches in Protobuf are handed on as text with a character for each byte, while the next are
 * read, and whose refusals are JSON. For requests without an answer to be read, streams and texts of refusals nothing is changed.
 */
final class ControllerHttpClient implements HttpClient {
    private final HttpClient http;
    private final Handling handling;

    /**
     * What differs from the other client.
     *
     * @param refusalAsJson makes JSON of a Status in Protobuf, and leaves all else as it is
     * @param closed is run when the client has been closed
     */
    record Handling(UnaryOperator<byte[]> refusalAsJson, Runnable closed) {}

    ControllerHttpClient(HttpClient http, Handling handling) {
        this.http = http;
        this.handling = handling;
    }

    /** The bytes of a message that was handed on as text. */
    static byte[] bytes(String message) {
        return message.getBytes(ISO_8859_1);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, Class<T> type) {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, type);
        if (type != byte[].class) {
            return answer;
        }
        return answer.thenApply(response -> response.isSuccessful() || response.body() == null
                ? response
                : new Refusal<>(response, type.cast(handling.refusalAsJson().apply((byte[]) response.body()))));
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytes(
            HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        return http.consumeBytes(request, consumer);
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return new Sockets(http.newWebSocketBuilder());
    }

    @Override
    public HttpRequest.Builder newHttpRequestBuilder() {
        return http.newHttpRequestBuilder();
    }

    @Override
    public DerivedClientBuilder newBuilder() {
        return new Derived(http.newBuilder());
    }

    @Override
    public boolean isClosed() {
        return http.isClosed();
    }

    @Override
    public void close() {
        http.close();
        handling.closed().run();
    }

    private final class Derived implements DerivedClientBuilder {
        private final DerivedClientBuilder builder;

        Derived(DerivedClientBuilder builder) {
            this.builder = builder;
        }

        @Override
        public HttpClient build() {
            return new ControllerHttpClient(builder.build(), handling);
        }

        @Override
        public DerivedClientBuilder addOrReplaceInterceptor(String name, Interceptor interceptor) {
            builder.addOrReplaceInterceptor(name, interceptor);
            return this;
        }

        @Override
        public DerivedClientBuilder authenticatorNone() {
            builder.authenticatorNone();
            return this;
        }

        @Override
        public DerivedClientBuilder tag(Object value) {
            builder.tag(value);
            return this;
        }
    }

    private static final class Sockets implements WebSocket.Builder {
        private final WebSocket.Builder builder;

        Sockets(WebSocket.Builder builder) {
            this.builder = builder;
        }

        @Override
        public CompletableFuture<WebSocket> buildAsync(WebSocket.Listener listener) {
            return builder.buildAsync(new Messages(listener));
        }

        @Override
        public WebSocket.Builder subprotocol(String protocol) {
            builder.subprotocol(protocol);
            return this;
        }

        @Override
        public WebSocket.Builder header(String name, String value) {
            builder.header(name, value);
            return this;
        }

        @Override
        public WebSocket.Builder setHeader(String name, String value) {
            builder.setHeader(name, value);
            return this;
        }

        @Override
        public WebSocket.Builder uri(URI uri) {
            builder.uri(uri);
            return this;
        }

        @Override
        public WebSocket.Builder connectTimeout(long timeout, TimeUnit unit) {
            builder.connectTimeout(timeout, unit);
            return this;
        }
    }

    private static final class Messages implements WebSocket.Listener {
        private final WebSocket.Listener listener;
        private @Nullable ReadAhead ahead;

        Messages(WebSocket.Listener listener) {
            this.listener = listener;
        }

        /** The same for all calls, which come from one thread. */
        private ReadAhead ahead(WebSocket socket) {
            if (ahead == null) {
                ahead = new ReadAhead(socket);
            }
            return ahead;
        }

        @Override
        public void onOpen(WebSocket socket) {
            listener.onOpen(ahead(socket));
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            listener.onMessage(ahead(socket), text);
            ahead(socket).handedOn();
        }

        /** The client would decode it as UTF-8, as it may with JSON; but not all bytes are that. */
        @Override
        public void onMessage(WebSocket socket, ByteBuffer message) {
            if (ProtobufReader.isEvent(message)) {
                byte[] bytes = new byte[message.remaining()];
                message.get(bytes);
                onMessage(socket, new String(bytes, ISO_8859_1));
            } else {
                listener.onMessage(ahead(socket), message);
                ahead(socket).handedOn();
            }
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason) {
            listener.onClose(ahead(socket), code, reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            listener.onError(ahead(socket), error);
        }
    }

    private record Refusal<T>(HttpResponse<T> response, T body) implements HttpResponse<T> {
        @Override
        public int code() {
            return response.code();
        }

        @Override
        public HttpRequest request() {
            return response.request();
        }

        @Override
        public Optional<HttpResponse<?>> previousResponse() {
            return response.previousResponse();
        }

        @Override
        public List<String> headers(String key) {
            return response.headers(key);
        }

        @Override
        public Map<String, List<String>> headers() {
            return response.headers();
        }
    }
}
