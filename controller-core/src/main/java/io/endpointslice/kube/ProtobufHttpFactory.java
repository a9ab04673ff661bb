package io.endpointslice.kube;

import io.fabric8.kubernetes.client.http.HttpClient;
import java.util.function.UnaryOperator;

/**
 * Makes HTTP clients that ask for Protobuf and hand it on. The client of the API knows JSON alone: it decodes each message of a
 * watch, and the reason of each refusal, as text.
 */
final class ProtobufHttpFactory implements HttpClient.Factory {
    private final HttpClient.Factory http;
    private final UnaryOperator<byte[]> refusalAsJson;

    /**
     * On top of those of another factory.
     *
     * @param refusalAsJson makes JSON of a Status in Protobuf, and leaves all else as it is
     */
    ProtobufHttpFactory(HttpClient.Factory http, UnaryOperator<byte[]> refusalAsJson) {
        this.http = http;
        this.refusalAsJson = refusalAsJson;
    }

    @Override
    public HttpClient.Builder newBuilder() {
        return new ProtobufHttpBuilder(
                http.newBuilder().addOrReplaceInterceptor("protobuf", new AskForProtobuf()), refusalAsJson);
    }
}
