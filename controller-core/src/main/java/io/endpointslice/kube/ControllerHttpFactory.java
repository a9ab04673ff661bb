package io.endpointslice.kube;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.function.UnaryOperator;

/**
 * Makes the HTTP client of a controller: all connections have one thread, woken by epoll where Netty's library for it is on the
 * class path, and Protobuf is asked for and handed on, if that is the format. The thread ends with the client; {@link #close}
 * is for when no client came of it.
 */
final class ControllerHttpFactory implements HttpClient.Factory, AutoCloseable {
    private static final String NO_DNS_OF_ITS_OWN = "vertx.disableDnsResolver";

    private final WireFormat format;
    private final UnaryOperator<byte[]> refusalAsJson;
    private final Vertx vertx = vertx();

    /**
     * Asking for that format.
     *
     * @param refusalAsJson makes JSON of a Status in Protobuf, and leaves all else as it is
     */
    ControllerHttpFactory(WireFormat format, UnaryOperator<byte[]> refusalAsJson) {
        this.format = format;
        this.refusalAsJson = refusalAsJson;
    }

    @Override
    public HttpClient.Builder newBuilder() {
        HttpClient.Builder http = new NativeTls(vertx).newBuilder();
        if (format == WireFormat.PROTOBUF) {
            http.addOrReplaceInterceptor("protobuf", new AskForProtobuf());
        }
        return new ControllerHttpBuilder(http, new ControllerHttpClient.Handling(refusalAsJson, this::close));
    }

    @Override
    public void close() {
        vertx.close();
    }

    /** As the client would make it for itself, but for the native transport, and for one event loop instead of two for each processor. */
    private static Vertx vertx() {
        String before = System.getProperty(NO_DNS_OF_ITS_OWN);
        System.setProperty(NO_DNS_OF_ITS_OWN, "true");
        try {
            return Vertx.vertx(new VertxOptions()
                    .setPreferNativeTransport(true)
                    .setEventLoopPoolSize(1)
                    .setUseDaemonThread(true)
                    .setFileSystemOptions(
                            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        } finally {
            if (before == null) {
                System.clearProperty(NO_DNS_OF_ITS_OWN);
            } else {
                System.setProperty(NO_DNS_OF_ITS_OWN, before);
            }
        }
    }
}
