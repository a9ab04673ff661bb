package io.endpointslice.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.endpointslice.kube.protobuf.Envelope;
import io.endpointslice.model.Metadata;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client's JSON, and Protobuf beside it. What comes is read by what it is, whatever was asked for. Of events which show what
 * this process has sent only the beginning is read; see {@link SentContents}.
 */
final class WireSerialization extends KubernetesSerialization {
    private static final JsonFactory JSON = new JsonFactory();

    private final WireFormat format;
    private final SentContents sent = new SentContents();
    private final ProtobufReader protobuf = new ProtobufReader(sent);

    /** @param format of what is sent */
    WireSerialization(JsonMapper mapper, WireFormat format) {
        super(mapper, true);
        this.format = format;
    }

    WireFormat format() {
        return format;
    }

    /**
     * The JSON of a Status that came as Protobuf; all else is left as it is. If it cannot be read a text says so, so that the
     * code of the answer still counts.
     */
    byte[] refusalAsJson(byte[] body) {
        if (!Envelope.is(body)) {
            return body;
        }
        try {
            return asJson(ProtobufReader.status(body)).getBytes(UTF_8);
        } catch (IllegalArgumentException e) {
            return ("the reason cannot be read: " + e.getMessage()).getBytes(UTF_8);
        }
    }

    /** What is awaited by the events that are read here. */
    SentContents sent() {
        return sent;
    }

    @Override
    public <T> T unmarshal(String text, Class<T> type) {
        // the client wants the tree of an event that could not be read; in Protobuf it fails again, and says why
        if ((type == WatchEvent.class || type == JsonNode.class) && ProtobufReader.isEvent(text)) {
            return type.cast(protobuf.event(text));
        }
        if (type != WatchEvent.class) {
            return super.unmarshal(text, type);
        }
        return known(text).map(type::cast).orElseGet(() -> super.unmarshal(text, type));
    }

    @Override
    public <T> T unmarshal(InputStream stream, TypeReference<T> type) {
        try {
            byte[] bytes = stream.readAllBytes();
            if (!Envelope.is(bytes)) {
                return super.unmarshal(new ByteArrayInputStream(bytes), type);
            }
            @SuppressWarnings("unchecked")
            T list = (T) ProtobufReader.list(bytes);
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The event, if it shows what was sent, and API servers' order of fields lets that be seen. */
    private Optional<WatchEvent> known(String text) {
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            String type = text(json, "type");
            if (type.isEmpty() || !"object".equals(json.nextName()) || json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            String kind = text(json, "kind");
            if (!kind.equals(SliceCodec.KIND) && !kind.equals(EndpointsCodec.KIND)) {
                return Optional.empty();
            }
            text(json, "apiVersion");
            if (!"metadata".equals(json.nextName()) || json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Metadata meta = MetadataReader.read(json);
            int from = (int) json.currentLocation().getCharOffset();
            return sent.take(kind, meta, body -> body instanceof JsonBody own && own.hasContentOf(text, from))
                    .map(object -> event(type, object));
        }
    }

    /** The text of the next field if it has that name, else the empty one. */
    private static String text(JsonParser json, String name) {
        return name.equals(json.nextName()) && json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : "";
    }

    private static WatchEvent event(String type, HasMetadata object) {
        WatchEvent event = new WatchEvent();
        event.setType(type);
        event.setObject(object);
        return event;
    }
}
