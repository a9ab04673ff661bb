package io.endpointslice.kube;

import io.endpointslice.model.Metadata;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** The client's JSON, but that of events which show what this process has sent only the beginning is read; see {@link SentContents}. */
final class EventSerialization extends KubernetesSerialization {
    private static final JsonFactory JSON = new JsonFactory();

    private final SentContents sent = new SentContents();

    EventSerialization(JsonMapper mapper) {
        super(mapper, true);
    }

    /** What is awaited by the events that are read here. */
    SentContents sent() {
        return sent;
    }

    @Override
    public <T> T unmarshal(String text, Class<T> type) {
        return type == WatchEvent.class
                ? known(text).map(type::cast).orElseGet(() -> super.unmarshal(text, type))
                : super.unmarshal(text, type);
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
            return sent.take(kind, meta, text, from).map(object -> event(type, object));
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
