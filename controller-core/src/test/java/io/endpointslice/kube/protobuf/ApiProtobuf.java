package io.endpointslice.kube.protobuf;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Bytes;
import io.endpointslice.model.Metadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import java.util.Arrays;

/** What an API server says in Protobuf. */
public final class ApiProtobuf {
    private static final int CREATED = 1_767_225_600;

    private ApiProtobuf() {}

    private static byte[] wrap(String apiVersion, String kind, byte[] message) {
        FieldWriter object = new FieldWriter();
        Envelope.writeType(apiVersion, kind, object);
        object.message(2, message, (bytes, raw) -> raw.raw(bytes));
        return object.toByteArray();
    }

    /** A message of a watch. */
    public static byte[] event(String type, byte[] object) {
        FieldWriter event = new FieldWriter();
        event.text(1, type);
        event.message(2, object, (bytes, raw) -> raw.message(1, bytes, (message, written) -> written.raw(message)));
        return event.toByteArray();
    }

    /** An object with that metadata, and more that an API server adds to it, and with the content that was sent. */
    public static byte[] stored(Body sent, Metadata meta) {
        Envelope type = Envelope.read(sent.bytes());
        FieldWriter metadata = new FieldWriter();
        metadata.message(1, meta, ApiProtobuf::write);
        byte[] content = Arrays.copyOfRange(sent.bytes(), sent.content(), sent.length());
        return wrap(type.apiVersion(), type.kind(), Bytes.concat(metadata.toByteArray(), content));
    }

    private static void write(Metadata meta, FieldWriter fields) {
        fields.text(1, meta.name());
        fields.text(2, meta.generateName());
        fields.text(3, meta.namespace());
        fields.text(4, "");
        fields.text(5, meta.uid());
        fields.text(6, meta.resourceVersion());
        fields.number(7, Math.toIntExact(meta.generation()));
        fields.message(8, CREATED, (seconds, time) -> time.number(1, seconds));
        fields.texts(11, meta.labels());
        fields.texts(12, meta.annotations());
        fields.message(17, "us", (manager, managed) -> managed.text(1, manager));
    }

    /** A Service that selects the Pods with the label app and its own name. */
    public static byte[] service(String namespace, String name) {
        FieldWriter service = new FieldWriter();
        service.message(1, ImmutableMap.<String, String>of(), (labels, meta) -> write(namespace, name, labels, meta));
        service.message(2, ImmutableMap.of("app", name), (selector, spec) -> spec.texts(2, selector));
        return wrap("v1", "Service", service.toByteArray());
    }

    /** A Pod of the Service of that name. */
    public static byte[] pod(String namespace, String service, String name, String ip) {
        FieldWriter pod = new FieldWriter();
        pod.message(1, ImmutableMap.of("app", service), (labels, meta) -> write(namespace, name, labels, meta));
        pod.message(2, "n1", (node, spec) -> spec.text(10, node));
        pod.message(3, ip, (address, status) -> {
            status.text(1, "Running");
            status.text(6, address);
        });
        return wrap("v1", "Pod", pod.toByteArray());
    }

    private static void write(
            String namespace, String name, ImmutableMap<String, String> labels, FieldWriter metadata) {
        metadata.text(1, name);
        metadata.text(3, namespace);
        metadata.text(5, "uid-" + name);
        metadata.text(6, "5");
        metadata.texts(11, labels);
    }

    /** An object of which only the resourceVersion is told. */
    public static byte[] bookmark(String apiVersion, String kind, String resourceVersion) {
        FieldWriter object = new FieldWriter();
        object.message(1, resourceVersion, (version, meta) -> meta.text(6, version));
        return wrap(apiVersion, kind, object.toByteArray());
    }

    /** A whole list of objects of a kind. */
    public static byte[] list(String apiVersion, String kind, String resourceVersion, ImmutableList<byte[]> objects) {
        FieldWriter list = new FieldWriter();
        list.message(1, resourceVersion, (version, meta) -> meta.text(2, version));
        for (byte[] object : objects) {
            Envelope at = Envelope.read(object);
            list.message(
                    2,
                    Arrays.copyOfRange(object, at.offset(), at.offset() + at.length()),
                    (item, written) -> written.raw(item));
        }
        return wrap(apiVersion, kind, list.toByteArray());
    }

    /** The objects of a list. */
    public static ImmutableList<byte[]> items(String apiVersion, String kind, byte[] list) {
        Envelope at = Envelope.read(list);
        return ListMessage.read(
                        list,
                        at.offset(),
                        at.length(),
                        (bytes, offset, length) ->
                                wrap(apiVersion, kind, Arrays.copyOfRange(bytes, offset, offset + length)))
                .items();
    }

    public static byte[] status(Status status) {
        FieldWriter fields = new FieldWriter();
        fields.text(2, "Failure");
        fields.text(3, status.getMessage());
        fields.text(4, status.getReason());
        if (status.getDetails() != null) {
            fields.message(5, status.getDetails(), ApiProtobuf::write);
        }
        fields.number(6, status.getCode());
        return wrap("v1", "Status", fields.toByteArray());
    }

    private static void write(StatusDetails details, FieldWriter fields) {
        for (StatusCause cause : details.getCauses()) {
            fields.message(4, cause.getReason(), (reason, message) -> message.text(1, reason));
        }
        if (details.getRetryAfterSeconds() != null) {
            fields.number(5, details.getRetryAfterSeconds());
        }
    }
}
