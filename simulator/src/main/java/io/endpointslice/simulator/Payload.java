package io.endpointslice.simulator;

import com.google.common.io.ByteStreams;
import com.google.common.io.CountingOutputStream;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The payload of a slice: {@code {"addressType":..,"endpoints":[..],"ports":[..]}} as JSON without white space, in UTF-8.
 * Metadata does not count.
 */
final class Payload {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private Payload(JsonGenerator json) {
        this.json = json;
    }

    /** The length of the slice's payload. */
    static long bytes(Slice slice) {
        CountingOutputStream bytes = new CountingOutputStream(ByteStreams.nullOutputStream());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new Payload(json).write(slice);
        }
        return bytes.getCount();
    }

    private void write(Slice slice) {
        json.writeStartObject();
        json.writeStringProperty("addressType", slice.addressType().apiName());
        json.writeArrayPropertyStart("endpoints");
        slice.endpoints().forEach(this::write);
        json.writeEndArray();
        json.writeArrayPropertyStart("ports");
        slice.ports().ports().forEach(this::write);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Endpoint endpoint) {
        json.writeStartObject();
        json.writeArrayPropertyStart("addresses");
        endpoint.addresses().forEach(json::writeString);
        json.writeEndArray();
        write(endpoint.conditions());
        text("hostname", endpoint.hostname());
        endpoint.targetRef().ifPresent(this::write);
        text("nodeName", endpoint.nodeName());
        text("zone", endpoint.zone());
        json.writeEndObject();
    }

    private void write(Conditions conditions) {
        json.writeObjectPropertyStart("conditions");
        condition("ready", conditions.ready());
        condition("serving", conditions.serving());
        condition("terminating", conditions.terminating());
        json.writeEndObject();
    }

    private void write(TargetRef target) {
        json.writeObjectPropertyStart("targetRef");
        text("kind", target.kind());
        text("namespace", target.namespace());
        text("name", target.name());
        text("uid", target.uid());
        json.writeEndObject();
    }

    private void write(EndpointPort port) {
        json.writeStartObject();
        port.name().ifPresent(name -> json.writeStringProperty("name", name));
        port.protocol().ifPresent(protocol -> json.writeStringProperty("protocol", protocol));
        port.port().ifPresent(number -> json.writeNumberProperty("port", number));
        port.appProtocol().ifPresent(protocol -> json.writeStringProperty("appProtocol", protocol));
        json.writeEndObject();
    }

    private void condition(String name, Optional<Boolean> value) {
        value.ifPresent(set -> json.writeBooleanProperty(name, set));
    }

    private void text(String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }
}
