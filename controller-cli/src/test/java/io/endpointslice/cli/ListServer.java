package io.endpointslice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API server that lists, two objects a page, and refuses everything else. */
final class ListServer implements AutoCloseable {
    private static final int PAGE = 2;

    /** Every request: method, path and query. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final ListMultimap<String, String> objects = ArrayListMultimap.create();
    private final HttpServer server;
    private volatile String forbidden = "";

    /** A server that holds the objects of a manifest. */
    ListServer(String manifest) throws IOException {
        for (String document : Splitter.on("---\n").omitEmptyStrings().split(manifest)) {
            HasMetadata object = serialization.unmarshal(document);
            objects.put(object.getPlural(), serialization.asJson(object));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** From now on lists of that resource are forbidden. */
    void forbid(String plural) {
        forbidden = plural;
    }

    /** A kubeconfig for this server, whose context has the namespace shop. */
    Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test, namespace: shop}}]
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: test, user: {}}]
                """.formatted(server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path + "?" + query);
        String plural = path.substring(path.lastIndexOf('/') + 1);
        if (plural.equals(forbidden) || !exchange.getRequestMethod().equals("GET")) {
            send(
                    exchange,
                    403,
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Forbidden\","
                            + "\"code\":403,\"message\":\"" + plural + " is forbidden: User \\\"me\\\" cannot list\"}");
        } else {
            send(exchange, 200, page(plural, parameters(query)));
        }
    }

    private String page(String plural, Map<String, String> query) {
        List<String> all = objects.get(plural).stream()
                .filter(json -> hasField(json, query.getOrDefault("labelSelector", "")))
                .filter(json ->
                        hasField(json, query.getOrDefault("fieldSelector", "").replace("metadata.", "")))
                .toList();
        int from = Integer.parseInt(query.getOrDefault("continue", "0"));
        int to = Math.min(from + PAGE, all.size());
        String next = to < all.size() ? Integer.toString(to) : "";
        return "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\"" + next
                + "\"},\"items\":[" + String.join(",", all.subList(from, to)) + "]}";
    }

    /** Whether the field of a selector such as {@code app=web} stands somewhere in the object. */
    private static boolean hasField(String json, String selector) {
        return selector.isEmpty() || json.contains("\"" + selector.replace("=", "\":\"") + "\"");
    }

    private static Map<String, String> parameters(String query) {
        return query.isEmpty()
                ? Map.of()
                : Splitter.on('&')
                        .withKeyValueSeparator(Splitter.on('=').limit(2))
                        .split(query);
    }

    private static void send(HttpExchange exchange, int code, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
