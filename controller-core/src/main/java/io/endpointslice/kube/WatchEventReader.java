package io.endpointslice.kube;

import com.google.common.collect.ImmutableMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserSequence;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Reads an event of a watch in one pass. The client would first make a tree of the object, to look up its type. API
 * servers write the type first: with it in hand the rest goes straight into the object. What comes in another order, or
 * is of a type that is not watched, goes the client's way.
 */
final class WatchEventReader extends ValueDeserializer<WatchEvent> {
    private static final String API_VERSION = "apiVersion";
    private static final String KIND = "kind";
    private static final ImmutableMap<Map<String, String>, Class<? extends KubernetesResource>> TYPES = ImmutableMap.of(
            type("v1", "Service"), Service.class,
            type("v1", "Pod"), Pod.class,
            type("v1", "Node"), Node.class,
            type("v1", "Endpoints"), Endpoints.class,
            type("discovery.k8s.io/v1", "EndpointSlice"), EndpointSlice.class);

    @Override
    public WatchEvent deserialize(JsonParser json, DeserializationContext context) {
        WatchEvent event = new WatchEvent();
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            json.nextToken();
            if (field.equals("type")) {
                event.setType(json.getString());
            } else if (field.equals("object")) {
                event.setObject(object(json, context));
            } else {
                json.skipChildren();
            }
        }
        return event;
    }

    private static KubernetesResource object(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return context.readValue(json, KubernetesResource.class);
        }
        TokenBuffer read = context.bufferForInputBuffering(json);
        read.writeStartObject();
        Map<String, String> type = new HashMap<>();
        String field = json.nextName();
        while (API_VERSION.equals(field) || KIND.equals(field)) {
            json.nextToken();
            type.put(field, json.getString());
            read.writeStringProperty(field, json.getString());
            field = json.nextName();
        }
        if (field != null) {
            read.writeName(field);
            json.nextToken();
        }
        JsonParser whole = JsonParserSequence.createFlattened(true, read.asParser(json.objectReadContext()), json);
        whole.nextToken();
        return context.readValue(whole, TYPES.getOrDefault(type, KubernetesResource.class));
    }

    private static Map<String, String> type(String apiVersion, String kind) {
        return ImmutableMap.of(API_VERSION, apiVersion, KIND, kind);
    }
}
