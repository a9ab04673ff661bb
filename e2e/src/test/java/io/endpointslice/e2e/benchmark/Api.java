package io.endpointslice.e2e.benchmark;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/**
 * Raw requests to the API server. The load shares the machine with what is measured, so that it neither builds nor parses
 * objects: bodies are text, and answers are looked at only where somebody asks.
 */
final class Api {
    private static final int REDIRECTION = 300;

    private final URI server;
    private final HttpClient http;

    /** With the rights of a kubeconfig file. */
    Api(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        server = URI.create(config.getMasterUrl());
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(sslContext(config))
                .build();
    }

    /** The body of the answer. */
    String get(String path) {
        return send(request(path).GET(), BodyHandlers.ofString()).body();
    }

    void create(String path, String object) {
        change(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(object)));
    }

    /** A strategic merge patch, which is what kubelets send. */
    void patch(String path, String patch) {
        change(request(path)
                .header("Content-Type", "application/strategic-merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(patch)));
    }

    /** Deletes an object, or all of a collection. */
    void delete(String path) {
        change(request(path).DELETE());
    }

    /** What a watch sends, one event a line, until it is closed. */
    InputStream watch(String path, String accept) {
        return send(request(path).header("Accept", accept).GET(), BodyHandlers.ofInputStream())
                .body();
    }

    private void change(HttpRequest.Builder request) {
        send(request, BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder builder, HttpResponse.BodyHandler<T> handler) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<T> answer = http.send(request, handler);
            if (answer.statusCode() >= REDIRECTION) {
                throw new IllegalStateException("The API server answered " + request.method() + " "
                        + request.uri().getPath() + " with " + answer.statusCode());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "No answer of the API server to " + request.method() + " " + request.uri() + ": " + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static SSLContext sslContext(Config config) {
        try {
            return SSLUtils.sslContext(config);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The kubeconfig's certificates cannot be used: " + e.getMessage(), e);
        }
    }
}
