package io.endpointslice.kube;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.util.regex.Pattern;

/**
 * Asks for Protobuf in lists and watches of what is read here; not in a watch without a WebSocket, which the client takes to where
 * there is none, and reads line by line.
 */
final class AskForProtobuf implements Interceptor {
    private static final String ACCEPT = "Accept";
    private static final Pattern COLLECTION =
            Pattern.compile("(/api/v1(/namespaces/[^/]+)?/(services|pods|nodes|endpoints)"
                    + "|/apis/discovery\\.k8s\\.io/v1(/namespaces/[^/]+)?/endpointslices)$");

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (request.method().equals("GET")
                && request.headers(ACCEPT).isEmpty()
                && !isStream(request)
                && COLLECTION.matcher(request.uri().getPath()).find()) {
            builder.setHeader(ACCEPT, WireFormat.PROTOBUF.accept());
        }
    }

    private static boolean isStream(HttpRequest request) {
        return request instanceof StandardHttpRequest http && http.isForStreaming();
    }
}
