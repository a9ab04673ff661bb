package io.endpointslice.runtime;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.HostAndPort;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.endpointslice.config.ConfigException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers probes over HTTP: {@code /healthz} whether the process is to be left alone or restarted, {@code /readyz} whether
 * the controller does its work. 200 with {@code ok}, or 503 with what is missing, each in one line.
 */
public final class HealthServer implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int BACKLOG = 16;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads;
    private final ImmutableMap<String, Supplier<Optional<String>>> checks;

    /**
     * Starts to answer.
     *
     * @param address {@code host:port}, or {@code :port} for all addresses of the machine; port 0 takes a free one
     * @param notAlive what is wrong for {@code /healthz}, in one line; empty if nothing is
     * @param notReady likewise for {@code /readyz}
     * @throws ConfigException if the address is none, or cannot be listened on
     */
    public HealthServer(String address, Supplier<Optional<String>> notAlive, Supplier<Optional<String>> notReady) {
        this.checks = ImmutableMap.of("/healthz", notAlive, "/readyz", notReady);
        InetSocketAddress socket = parse(address);
        try {
            this.server = HttpServer.create(socket, BACKLOG);
        } catch (IOException e) {
            throw new ConfigException("--health-address " + address + ": " + e.getMessage(), e);
        }
        this.threads = Executors.newFixedThreadPool(
                THREADS,
                new ThreadFactoryBuilder()
                        .setNameFormat("health-%d")
                        .setDaemon(true)
                        .build());
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The port that is listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Ends listening at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Supplier<Optional<String>>> check =
                    Optional.ofNullable(checks.get(exchange.getRequestURI().getPath()));
            if (check.isEmpty()) {
                send(exchange, NOT_FOUND, "not found: there are " + String.join(" and ", checks.keySet()));
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, METHOD_NOT_ALLOWED, "only GET is answered");
            } else {
                Optional<String> problem = check.get().get();
                send(exchange, problem.isPresent() ? UNAVAILABLE : OK, problem.orElse("ok"));
            }
        }
    }

    private static void send(HttpExchange exchange, int code, String line) throws IOException {
        byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }

    private static InetSocketAddress parse(String address) {
        Optional<HostAndPort> parsed = hostAndPort(address);
        if (parsed.isEmpty() || !parsed.get().hasPort()) {
            throw new ConfigException("--health-address " + address + " is no host:port or :port, such as :8081");
        }
        HostAndPort target = parsed.get();
        InetSocketAddress socket = target.getHost().isEmpty()
                ? new InetSocketAddress(target.getPort())
                : new InetSocketAddress(target.getHost(), target.getPort());
        if (socket.isUnresolved()) {
            throw new ConfigException("--health-address " + address + ": unknown host " + target.getHost());
        }
        return socket;
    }

    private static Optional<HostAndPort> hostAndPort(String address) {
        try {
            return Optional.of(HostAndPort.fromString(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
