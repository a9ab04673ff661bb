package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.Hints;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WireSerializationTest {
    private static final KubernetesSerialization CLIENT = new KubernetesSerialization();
    private static final ImmutableSortedSet<Reason> REASONS = ImmutableSortedSet.of(Reason.ENDPOINT_CHANGED);
    /** As an API server stores it: with more than was sent. */
    private static final String STORED_METADATA = """
            {"name":"web-x","generateName":"web-","namespace":"shop","uid":"u","resourceVersion":"8","generation":3,\
            "creationTimestamp":"2026-01-01T00:00:00Z","labels":{"app":"web","empty":""},"annotations":{"team":"\u00e9"},\
            "ownerReferences":[{"apiVersion":"v1","kind":"Service","name":"web","uid":"us","controller":true,\
            "blockOwnerDeletion":true}],"finalizers":["f"],"selfLink":null,\
            "managedFields":[{"manager":"us","operation":"Update","fieldsV1":{"f:endpoints":{}}}]}""";

    private WireSerialization events;

    @BeforeEach
    void create() {
        events = (WireSerialization) LeanJson.create();
    }

    @Test
    @DisplayName("a slice that comes back as it was sent is known without being read, under the metadata of the event")
    void ownSlice() {
        Slice slice = slice(3);
        send(update(slice));

        EndpointSlice seen = slice(event("MODIFIED", SliceCodec.body(slice)));

        assertThat(seen).isInstanceOf(KnownSlice.class);
        assertThat(SliceCodec.fromApi(seen)).isEqualTo(SliceCodec.fromApi((EndpointSlice)
                CLIENT.unmarshal(event("MODIFIED", SliceCodec.body(slice)), WatchEvent.class)
                        .getObject()));
        assertThat(SliceCodec.fromApi(seen).endpoints()).isSameAs(slice.endpoints());
        assertThat(seen.getMetadata().getNamespace()).isEqualTo("shop");
        assertThat(seen.getMetadata().getName()).isEqualTo("web-x");
        assertThat(seen.getMetadata().getResourceVersion()).isEqualTo("8");
        assertThat(events.sent().isEmpty()).isTrue();
        assertThat(events.sent().changed()).isZero();
    }

    @Test
    @DisplayName("the same of an Endpoints object")
    void ownEndpoints() {
        LegacyEndpoints endpoints = endpoints("n1");
        send(new EndpointsWrite.Update(endpoints, endpoints, REASONS));
        JsonBody body = EndpointsCodec.body(endpoints);

        WatchEvent event = events.unmarshal(event("MODIFIED", body), WatchEvent.class);

        assertThat(event.getType()).isEqualTo("MODIFIED");
        assertThat(event.getObject()).isInstanceOf(KnownEndpoints.class);
        assertThat(EndpointsCodec.fromApi((Endpoints) event.getObject())).isEqualTo(EndpointsCodec.fromApi((Endpoints)
                CLIENT.unmarshal(event("MODIFIED", body), WatchEvent.class).getObject()));
        assertThat(((Endpoints) event.getObject()).getMetadata().getResourceVersion())
                .isEqualTo("8");
    }

    @Test
    @DisplayName("a content that differs in one character is read, and what was sent is not awaited any more")
    void changedOnItsWay() {
        Slice slice = slice(3);
        String asSent = event("MODIFIED", SliceCodec.body(slice));

        for (String changed : ImmutableList.of(
                asSent.replace("10.0.0.2", "10.0.0.9"),
                asSent.replace("\"port\":80", "\"port\":81"),
                asSent.replace("\"ports\"", "\"added\":1,\"ports\""),
                asSent.replace("]}}", "],\"added\":1}}"))) {
            send(update(slice));
            assertRead(changed, asSent);
            assertThat(events.sent().isEmpty()).isTrue();
        }
        assertThat(events.sent().changed()).isEqualTo(4);
    }

    @Test
    @DisplayName("another object's event is read, and what was sent is still awaited")
    void anotherObject() {
        Slice slice = slice(3);
        String asSent = event("MODIFIED", SliceCodec.body(slice));
        send(update(slice));

        assertRead(asSent.replace("\"name\":\"web-x\"", "\"name\":\"web-y\""), asSent);
        assertRead(asSent.replace("\"namespace\":\"shop\",\"uid\"", "\"namespace\":\"other\",\"uid\""), asSent);

        assertThat(slice(asSent)).isInstanceOf(KnownSlice.class);
    }

    private void assertRead(String changed, String asSent) {
        assertThat(changed).isNotEqualTo(asSent);
        EndpointSlice read = slice(changed);
        assertThat(read).isNotInstanceOf(KnownSlice.class);
        assertThat(SliceCodec.fromApi(read)).isEqualTo(SliceCodec.fromApi((EndpointSlice)
                CLIENT.unmarshal(changed, WatchEvent.class).getObject()));
    }

    @Test
    @DisplayName("an event with its fields in another order is read")
    void anotherOrder() {
        Slice slice = slice(2);
        send(update(slice));
        String asSent = event("MODIFIED", SliceCodec.body(slice));
        String kind = "\"kind\":\"EndpointSlice\",";

        for (String other : ImmutableList.of(
                asSent.replace(kind, "").replace("}}", "},\"kind\":\"EndpointSlice\"}"),
                asSent.replace("{\"type\":\"MODIFIED\",", "{").replaceAll("}\n$", ",\"type\":\"MODIFIED\"}"))) {
            WatchEvent read = events.unmarshal(other, WatchEvent.class);
            assertThat(read.getType()).isEqualTo("MODIFIED");
            assertThat(read.getObject()).isNotInstanceOf(KnownSlice.class);
        }
    }

    @Test
    @DisplayName("of two writes of an object the last is awaited; one that was refused is not")
    void lastWrite() {
        Slice first = slice(1);
        Slice second = slice(2);
        send(update(first));
        send(update(second));

        assertThat(slice(event("MODIFIED", SliceCodec.body(second)))).isInstanceOf(KnownSlice.class);

        send(update(first));
        events.sent().remove(update(first));
        assertThat(events.sent().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("what is read back otherwise than it was sent is not awaited, nor what has no name yet")
    void notAwaited() {
        LegacyEndpoints withoutNode = endpoints("");
        send(new EndpointsWrite.Update(withoutNode, withoutNode, REASONS));
        Slice unnamed = slice(1, Metadata.toCreate("shop", "", "web-", ImmutableMap.of(), ImmutableMap.of()));
        send(new SliceWrite.Create(unnamed, REASONS));

        assertThat(events.sent().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("what never comes back gives way: no more than some megabytes are kept")
    void bounded() {
        IntStream.range(0, 500).mapToObj(i -> slice(100, meta("web-" + i))).forEach(slice -> send(update(slice)));

        assertThat(slice(event("MODIFIED", SliceCodec.body(slice(100, meta("web-499"))), meta("web-499"))))
                .isInstanceOf(KnownSlice.class);
        assertThat(IntStream.range(0, 499)
                        .mapToObj(i -> "web-" + i)
                        .filter(name -> slice(event("MODIFIED", SliceCodec.body(slice(100, meta(name))), meta(name)))
                                instanceof KnownSlice)
                        .count())
                .isBetween(100L, 498L);
    }

    private void send(Write write) {
        JsonBody body = write instanceof SliceWrite slice
                ? SliceCodec.body(slice.slice())
                : EndpointsCodec.body(((EndpointsWrite) write).endpoints());
        events.sent().add(write, body);
    }

    private EndpointSlice slice(String event) {
        return (EndpointSlice) events.unmarshal(event, WatchEvent.class).getObject();
    }

    /** As an API server sends it: the type first, a line at the end, and metadata of its own before the content. */
    private static String event(String type, JsonBody body) {
        return event(type, body, meta("web-x"));
    }

    private static String event(String type, JsonBody body, Metadata meta) {
        String kindAndVersion = body.text().contains("EndpointSlice")
                ? "\"kind\":\"EndpointSlice\",\"apiVersion\":\"discovery.k8s.io/v1\""
                : "\"kind\":\"Endpoints\",\"apiVersion\":\"v1\"";
        return "{\"type\":\"" + type + "\",\"object\":{" + kindAndVersion + ",\"metadata\":"
                + STORED_METADATA.replace("web-x", meta.name()) + body.text().substring(body.content()) + "}\n";
    }

    private static SliceWrite update(Slice slice) {
        return new SliceWrite.Update(slice, slice, REASONS);
    }

    private static Slice slice(int endpoints) {
        return slice(endpoints, meta("web-x"));
    }

    private static Slice slice(int endpoints, Metadata meta) {
        return new Slice(
                meta,
                AddressType.IPV4,
                new PortList(ImmutableList.of(port())),
                IntStream.rangeClosed(1, endpoints)
                        .mapToObj(WireSerializationTest::endpoint)
                        .collect(ImmutableList.toImmutableList()));
    }

    private static Endpoint endpoint(int i) {
        return Endpoint.of(
                ImmutableList.of("10.0.0." + i),
                i == 1 ? "h" : "",
                Conditions.of(true, true, false),
                Optional.of(TargetRef.pod("shop", "web-" + i, "u" + i)),
                "n" + i,
                "a",
                i == 2 ? new Hints(ImmutableList.of("a"), ImmutableList.of()) : Hints.NONE);
    }

    private static LegacyEndpoints endpoints(String node) {
        EndpointAddress address = new EndpointAddress(
                "10.0.0.1", "h", Optional.of(node), Optional.of(TargetRef.pod("shop", "web-1", "u1")));
        return new LegacyEndpoints(
                meta("web-x"),
                ImmutableList.of(
                        new EndpointSubset(ImmutableList.of(address), ImmutableList.of(), ImmutableList.of(port()))));
    }

    private static EndpointPort port() {
        return new EndpointPort(Optional.of("http"), Optional.of("TCP"), OptionalInt.of(80), Optional.empty());
    }

    private static Metadata meta(String name) {
        return new Metadata(
                "shop",
                name,
                "web-",
                "u",
                "7",
                2,
                ImmutableMap.of("app", "web"),
                ImmutableMap.of(),
                ImmutableList.of(new OwnerReference("v1", "Service", "web", "us", true, true)),
                ImmutableList.of(),
                false);
    }
}
