package io.endpointslice.cli.start;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import io.endpointslice.kube.WireFormat;
import io.endpointslice.model.KubernetesNames;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What an API server said in Protobuf once, said again: for each list a page of objects, for each write some metadata, and an
 * event in each watch of slices. What it is asked besides, such as for the Lease, is kept and answered as JSON.
 */
final class RecordedAnswers extends Dispatcher {
    private static final String PROTOBUF = WireFormat.PROTOBUF.contentType();
    private static final String SLICES = "endpointslices";
    private static final ImmutableSet<String> LISTED =
            ImmutableSet.of("services", "pods", "nodes", "endpoints", SLICES);
    /** One for each resource, and another for mirrored slices. */
    private static final int WATCHES = LISTED.size() + 1;

    private static final String NO_MORE =
            "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1000\"},\"items\":[]}";

    private final Dispatcher others = new KubernetesCrudDispatcher();
    private final CountDownLatch watched = new CountDownLatch(WATCHES);
    private final CountDownLatch written = new CountDownLatch(1);

    /** Waits until a controller watches all that it needs, and has written something; false if that took longer. */
    boolean awaitController(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        return watched.await(limit.toNanos(), TimeUnit.NANOSECONDS)
                && written.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        URI uri = URI.create(request.getPath());
        String resource = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        return switch (request.method()) {
            case GET -> LISTED.contains(resource) ? read(resource, query) : others.dispatch(request);
            case POST, PUT -> PROTOBUF.equals(request.getHeader("Content-Type")) ? stored() : others.dispatch(request);
            default -> others.dispatch(request);
        };
    }

    private MockResponse read(String resource, String query) {
        if (query.contains("watch=true")) {
            return new MockResponse().withWebSocketUpgrade(new Watch(resource));
        }
        boolean isEmpty = query.contains("continue=") || query.contains(KubernetesNames.MIRRORING_CONTROLLER);
        return isEmpty
                ? new MockResponse().setResponseCode(HttpURLConnection.HTTP_OK).setBody(NO_MORE)
                : protobuf(HttpURLConnection.HTTP_OK, resource.equals(SLICES) ? "slices" : resource);
    }

    private MockResponse stored() {
        written.countDown();
        return protobuf(HttpURLConnection.HTTP_CREATED, "metadata");
    }

    private static MockResponse protobuf(int code, String sample) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", PROTOBUF)
                .setBody(bytes(sample));
    }

    private static byte[] bytes(String sample) {
        try {
            return Resources.toByteArray(Resources.getResource("protobuf/" + sample + ".bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Watch extends WebSocketListener {
        private final String resource;

        Watch(String resource) {
            this.resource = resource;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            if (resource.equals(SLICES)) {
                socket.send(bytes("watch"));
            }
            watched.countDown();
        }
    }
}
