package io.endpointslice.kube;

import io.fabric8.kubernetes.client.vertx5.TlsWarmup;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Optional;

/**
 * The client's own HTTP, with TLS by BoringSSL where Netty's library for this machine is on the class path, and by the JDK where
 * it is not. The JDK's AES is quick only once it has been optimised by C2, which a controller had better do without. Who is
 * trusted, and by which certificate this process shows itself, is the client's business in both.
 */
final class NativeTls extends Vertx5HttpClientFactory {
    /** On an event loop of the client's own. */
    NativeTls() {}

    /** On that one, which is the caller's to close. */
    NativeTls(Vertx vertx) {
        super(vertx);
    }

    /** It would get the JDK's TLS ready, which is of no use beside another. */
    @Override
    public TlsWarmup getTlsWarmup() {
        return OpenSsl.isAvailable() ? TlsWarmup.OFF : super.getTlsWarmup();
    }

    /** Why the JDK's TLS is used, if it is. */
    static Optional<String> missing() {
        return OpenSsl.isAvailable() ? Optional.empty() : Optional.of(OneLine.of(OpenSsl.unavailabilityCause()));
    }

    @Override
    protected void additionalConfig(WebClientOptions http, WebSocketClientOptions webSockets, PoolOptions pool) {
        if (OpenSsl.isAvailable()) {
            http.setSslEngineOptions(new OpenSSLEngineOptions());
            webSockets.setSslEngineOptions(new OpenSSLEngineOptions());
        }
    }
}
