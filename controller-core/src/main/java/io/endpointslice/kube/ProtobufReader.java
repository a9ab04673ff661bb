package io.endpointslice.kube;

import io.endpointslice.kube.protobuf.EndpointsMessage;
import io.endpointslice.kube.protobuf.Envelope;
import io.endpointslice.kube.protobuf.ListMessage;
import io.endpointslice.kube.protobuf.MetadataPart;
import io.endpointslice.kube.protobuf.NodeMessage;
import io.endpointslice.kube.protobuf.ObjectReader;
import io.endpointslice.kube.protobuf.PodMessage;
import io.endpointslice.kube.protobuf.ServiceMessage;
import io.endpointslice.kube.protobuf.SliceMessage;
import io.endpointslice.kube.protobuf.StatusMessage;
import io.endpointslice.kube.protobuf.WatchMessage;
import io.endpointslice.model.Metadata;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceList;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an API server answers in Protobuf, as the client wants to have it. Slices and Endpoints objects are read when somebody
 * asks for them, so that one that cannot be read is the affair of who handles its event.
 */
final class ProtobufReader {
    private static final String BOOKMARK = "BOOKMARK";
    /** With the tag of its first field, which is its type. An event in JSON begins with a brace. */
    private static final char FIRST_OF_EVENT = '\n';

    private final SentContents sent;

    /** @param sent of whose contents that come back only the metadata is read */
    ProtobufReader(SentContents sent) {
        this.sent = sent;
    }

    /** Whether a message of a watch, with a character for each byte, is Protobuf. */
    static boolean isEvent(String message) {
        return !message.isEmpty() && message.charAt(0) == FIRST_OF_EVENT;
    }

    /** Whether a message of a watch is Protobuf. */
    static boolean isEvent(ByteBuffer message) {
        return message.hasRemaining() && message.get(message.position()) == FIRST_OF_EVENT;
    }

    /**
     * The event that a message with a character for each byte is.
     *
     * @throws IllegalArgumentException if it is no event of what is watched
     */
    WatchEvent event(String message) {
        byte[] bytes = ControllerHttpClient.bytes(message);
        WatchMessage read = WatchMessage.read(bytes);
        WatchEvent event = new WatchEvent();
        event.setType(read.type());
        event.setObject(object(bytes, read));
        return event;
    }

    private KubernetesResource object(byte[] bytes, WatchMessage message) {
        Envelope at = message.object();
        return switch (at.kind()) {
            case "Pod" -> PodMessage.read(bytes, at.offset(), at.length());
            case "Node" -> NodeMessage.read(bytes, at.offset(), at.length());
            case "Service" -> ServiceMessage.read(bytes, at.offset(), at.length());
            case "Status" -> StatusMessage.read(bytes, at.offset(), at.length());
            case SliceCodec.KIND, EndpointsCodec.KIND ->
                message.type().equals(BOOKMARK) ? bookmark(bytes, at) : published(bytes, at);
            default -> throw new IllegalArgumentException("a " + at.kind() + " is not watched");
        };
    }

    private static HasMetadata bookmark(byte[] bytes, Envelope at) {
        HasMetadata bookmark = at.kind().equals(SliceCodec.KIND) ? new EndpointSlice() : new Endpoints();
        bookmark.setMetadata(MetadataCodec.identity(metadata(bytes, at)));
        return bookmark;
    }

    private HasMetadata published(byte[] bytes, Envelope at) {
        MetadataPart part = MetadataPart.read(bytes, at.offset(), at.length());
        Predicate<ObjectBody> isShown = body -> body instanceof ProtobufBody own
                && own.body().hasContentOf(bytes, part.content(), at.offset() + at.length());
        return sent.take(at.kind(), part.meta(), isShown).orElseGet(() -> unread(part.meta(), bytes, at));
    }

    private static HasMetadata unread(Metadata meta, byte[] bytes, Envelope at) {
        return at.kind().equals(SliceCodec.KIND)
                ? new KnownSlice(meta, () -> SliceMessage.read(bytes, at.offset(), at.length()))
                : new KnownEndpoints(meta, () -> EndpointsMessage.read(bytes, at.offset(), at.length()));
    }

    private static EndpointSlice slice(byte[] bytes, int offset, int length) {
        return new KnownSlice(
                MetadataPart.read(bytes, offset, length).meta(), () -> SliceMessage.read(bytes, offset, length));
    }

    private static Endpoints endpoints(byte[] bytes, int offset, int length) {
        return new KnownEndpoints(
                MetadataPart.read(bytes, offset, length).meta(), () -> EndpointsMessage.read(bytes, offset, length));
    }

    /**
     * A list, or a page of one.
     *
     * @throws IllegalArgumentException if it is no list of what is watched
     */
    static KubernetesResourceList<?> list(byte[] bytes) {
        Envelope at = Envelope.read(bytes);
        return switch (at.kind()) {
            case "PodList" -> list(bytes, at, PodMessage::read, PodList::new);
            case "NodeList" -> list(bytes, at, NodeMessage::read, NodeList::new);
            case "ServiceList" -> list(bytes, at, ServiceMessage::read, ServiceList::new);
            case "EndpointSliceList" -> list(bytes, at, ProtobufReader::slice, EndpointSliceList::new);
            case "EndpointsList" -> list(bytes, at, ProtobufReader::endpoints, EndpointsList::new);
            default -> throw new IllegalArgumentException("a " + at.kind() + " is not asked for");
        };
    }

    private static <T> KubernetesResourceList<?> list(
            byte[] bytes, Envelope at, ObjectReader<T> item, ListMaker<T> maker) {
        ListMessage<T> read = ListMessage.read(bytes, at.offset(), at.length(), item);
        return maker.list(at.apiVersion(), read.items(), at.kind(), read.metadata());
    }

    /** A constructor of one of the client's lists. */
    private interface ListMaker<T> {
        KubernetesResourceList<?> list(String apiVersion, List<T> items, String kind, ListMeta metadata);
    }

    /** The metadata of an object. */
    static Metadata metadata(byte[] bytes) {
        return metadata(bytes, Envelope.read(bytes));
    }

    private static Metadata metadata(byte[] bytes, Envelope at) {
        return MetadataPart.read(bytes, at.offset(), at.length()).meta();
    }

    /** Why a request was refused. */
    static Status status(byte[] bytes) {
        Envelope at = Envelope.read(bytes);
        return StatusMessage.read(bytes, at.offset(), at.length());
    }
}
