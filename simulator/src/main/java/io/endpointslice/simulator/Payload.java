package io.endpointslice.simulator;

import com.google.common.io.ByteStreams;
import com.google.common.io.CountingOutputStream;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The payload of a slice: {@code {"addressType":..,"endpoints":[..],"ports":[..]}} as JSON without white space, in UTF-8; of an
 * Endpoints object: {@code {"subsets":[..]}}. Metadata does not count.
 */
final class Payload {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private Payload(JsonGenerator json) {
        this.json = json;
    }

    /** The length of the slice's payload. */
    static long bytes(Slice slice) {
        return count(payload -> payload.write(slice));
    }

    /** The length of the Endpoints object's payload. */
    static long bytes(LegacyEndpoints endpoints) {
        return count(payload -> payload.write(endpoints));
    }

    private static long count(Consumer<Payload> content) {
        CountingOutputStream bytes = new CountingOutputStream(ByteStreams.nullOutputStream());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.accept(new Payload(json));
        }
        return bytes.getCount();
    }

    private void write(LegacyEndpoints endpoints) {
        json.writeStartObject();
        if (!endpoints.subsets().isEmpty()) {
            json.writeArrayPropertyStart("subsets");
            endpoints.subsets().forEach(this::write);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void write(EndpointSubset subset) {
        json.writeStartObject();
        addresses("addresses", subset.addresses());
        addresses("notReadyAddresses", subset.notReadyAddresses());
        if (!subset.ports().isEmpty()) {
            json.writeArrayPropertyStart("ports");
            subset.ports().forEach(this::write);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void addresses(String name, List<EndpointAddress> addresses) {
        if (!addresses.isEmpty()) {
            json.writeArrayPropertyStart(name);
            addresses.forEach(this::write);
            json.writeEndArray();
        }
    }

    private void write(EndpointAddress address) {
        json.writeStartObject();
        json.writeStringProperty("ip", address.ip());
        text("hostname", address.hostname());
        address.nodeName().ifPresent(node -> json.writeStringProperty("nodeName", node));
        address.targetRef().ifPresent(this::write);
        json.writeEndObject();
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
