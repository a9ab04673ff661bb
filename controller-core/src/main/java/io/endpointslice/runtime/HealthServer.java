package io.endpointslice.runtime;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.HostAndPort;
import com.google.common.net.HttpHeaders;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.endpointslice.config.ConfigException;
import io.endpointslice.metrics.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Answers over HTTP: {@code /healthz} whether the process is to be left alone or restarted, {@code /readyz} whether the
 * controller does its work, both with 200 and {@code ok}, or with 503 and what is missing, in one line; {@code /metrics} with
 * all metrics, compressed for those who accept that.
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
    private final ImmutableMap<String, Supplier<Page>> pages;

    private record Page(int code, String type, String text) {
        static Page line(int code, String line) {
            return new Page(code, "text/plain; charset=utf-8", line + "\n");
        }

        static Page check(Optional<String> problem) {
            return line(problem.isPresent() ? UNAVAILABLE : OK, problem.orElse("ok"));
        }
    }

    /**
     * Starts to answer.
     *
     * @param address {@code host:port}, or {@code :port} for all addresses of the machine; port 0 takes a free one
     * @param notAlive what is wrong for {@code /healthz}, in one line; empty if nothing is
     * @param notReady likewise for {@code /readyz}
     * @param metrics for {@code /metrics}
     * @throws ConfigException if the address is none, or cannot be listened on
     */
    public HealthServer(
            String address, Supplier<Optional<String>> notAlive, Supplier<Optional<String>> notReady, Metrics metrics) {
        this.pages = ImmutableMap.of(
                "/healthz", () -> Page.check(notAlive.get()),
                "/readyz", () -> Page.check(notReady.get()),
                "/metrics", () -> new Page(OK, Metrics.CONTENT_TYPE, metrics.text()));
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
            Supplier<Page> page = pages.get(exchange.getRequestURI().getPath());
            if (page == null) {
                send(exchange, Page.line(NOT_FOUND, "not found: there are " + String.join(", ", pages.keySet())));
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, Page.line(METHOD_NOT_ALLOWED, "only GET is answered"));
            } else {
                send(exchange, page.get());
            }
        }
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set(HttpHeaders.CONTENT_TYPE, page.type());
        if (acceptsGzip(exchange)) {
            exchange.getResponseHeaders().set(HttpHeaders.CONTENT_ENCODING, "gzip");
            body = compressed(body);
        }
        exchange.sendResponseHeaders(page.code(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        List<String> accepted = exchange.getRequestHeaders().getOrDefault(HttpHeaders.ACCEPT_ENCODING, List.of());
        return accepted.stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .anyMatch(encoding -> encoding.trim().equals("gzip"));
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
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
