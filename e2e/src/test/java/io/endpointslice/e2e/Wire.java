package io.endpointslice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.kube.protobuf.Envelope;
import io.endpointslice.kube.protobuf.ObjectReader;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What an API server says, byte for byte, in JSON or in Protobuf. */
final class Wire {
    static final String JSON = "application/json";
    static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    static final String METADATA = PROTOBUF + ";as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    private final HttpClient http;
    private final URI server;

    Wire(KubernetesClient client) {
        Config config = client.getConfiguration();
        server = URI.create(config.getMasterUrl());
        try {
            http = HttpClient.newBuilder()
                    .sslContext(SSLUtils.sslContext(config))
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String json(String path) {
        return new String(get(path, JSON, 200), UTF_8);
    }

    byte[] protobuf(String path) {
        return get(path, PROTOBUF, 200);
    }

    /** The object, or the list, that is shown in Protobuf. */
    <T> T read(String path, ObjectReader<T> reader) {
        byte[] bytes = protobuf(path);
        Envelope envelope = Envelope.read(bytes);
        return reader.read(bytes, envelope.offset(), envelope.length());
    }

    byte[] get(String path, String accepted, int expectedCode) {
        return send(request(path, accepted).GET(), expectedCode);
    }

    /** Sends an object in Protobuf. */
    byte[] put(String path, byte[] body) {
        return send(
                request(path, PROTOBUF)
                        .header("Content-Type", PROTOBUF)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(body)),
                200);
    }

    /** Sends a new object in Protobuf. */
    byte[] post(String path, byte[] body) {
        return send(
                request(path, PROTOBUF)
                        .header("Content-Type", PROTOBUF)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                201);
    }

    /** The first message of a watch. */
    byte[] firstOfWatch(String path) {
        CompletableFuture<byte[]> first = new CompletableFuture<>();
        WebSocket socket = http.newWebSocketBuilder()
                .header("Accept", PROTOBUF)
                .header("Origin", server.toString()) // refused without
                .buildAsync(
                        URI.create(server.resolve(path).toString().replaceFirst("^http", "ws")),
                        new FirstMessage(first))
                .join();
        try {
            return first.orTimeout(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } finally {
            socket.abort();
        }
    }

    private HttpRequest.Builder request(String path, String accepted) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Accept", accepted);
    }

    private byte[] send(HttpRequest.Builder request, int expectedCode) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode())
                    .as(() -> response.request() + ": " + new String(response.body(), UTF_8))
                    .isEqualTo(expectedCode);
            return response.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Puts the first binary message together. */
    private static final class FirstMessage implements WebSocket.Listener {
        private final CompletableFuture<byte[]> first;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        FirstMessage(CompletableFuture<byte[]> first) {
            this.first = first;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            if (last) {
                first.complete(bytes.toByteArray());
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            first.completeExceptionally(error);
        }
    }
}
