package io.endpointslice.kube.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import io.endpointslice.kube.LeanJson;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What an API server of Kubernetes 1.37.2 said; made by {@code ProtobufSamples} of the end-to-end tests. */
public final class Sample {
    private static final KubernetesSerialization JSON = LeanJson.create();

    private Sample() {}

    /** All of a sample, with its envelope if it has one. */
    public static byte[] bytes(String name) {
        try {
            return Resources.toByteArray(Resources.getResource("protobuf/" + name + ".bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(String name, ObjectReader<T> reader) {
        byte[] bytes = bytes(name);
        Envelope envelope = Envelope.read(bytes);
        return reader.read(bytes, envelope.offset(), envelope.length());
    }

    static <T> ListMessage<T> list(String name, ObjectReader<T> item) {
        return read(name, (bytes, offset, length) -> ListMessage.read(bytes, offset, length, item));
    }

    /** The same from its JSON. */
    public static <T> T json(String name, Class<T> type) {
        try {
            return JSON.unmarshal(Resources.toString(Resources.getResource("protobuf/" + name + ".json"), UTF_8), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
