package io.endpointslice.kube.protobuf;

import com.google.common.collect.ImmutableList;
import io.endpointslice.kube.Shared;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import io.endpointslice.model.TargetRef;
import java.util.Optional;

/** One endpoint of a slice. Its topology of the time before {@code discovery.k8s.io/v1} is not kept. */
final class EndpointFields {
    private static final Conditions NO_CONDITIONS =
            new Conditions(Optional.empty(), Optional.empty(), Optional.empty());

    private EndpointFields() {}

    /** Enters the endpoint in the field. */
    static Endpoint read(Fields fields) {
        ImmutableList.Builder<String> addresses = ImmutableList.builder();
        Conditions conditions = NO_CONDITIONS;
        String hostname = "";
        Optional<TargetRef> targetRef = Optional.empty();
        String nodeName = "";
        String zone = "";
        Hints hints = Hints.NONE;
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> addresses.add(fields.text());
                case 2 -> conditions = conditions(fields);
                case 3 -> hostname = fields.text();
                case 4 -> targetRef = Optional.of(TargetRefFields.read(fields));
                case 6 -> nodeName = fields.sharedText();
                case 7 -> zone = fields.sharedText();
                case 8 -> hints = hints(fields);
                default -> fields.skip();
            }
        }
        return Endpoint.of(addresses.build(), hostname, conditions, targetRef, nodeName, zone, hints);
    }

    static void write(Endpoint endpoint, FieldWriter fields) {
        fields.texts(1, endpoint.addresses());
        fields.message(2, endpoint.conditions(), EndpointFields::write);
        fields.textUnlessEmpty(3, endpoint.hostname());
        fields.message(4, endpoint.targetRef(), TargetRefFields::write);
        fields.textUnlessEmpty(6, endpoint.nodeName());
        fields.textUnlessEmpty(7, endpoint.zone());
        if (!endpoint.hints().equals(Hints.NONE)) {
            fields.message(8, endpoint.hints(), EndpointFields::write);
        }
    }

    private static Conditions conditions(Fields fields) {
        Optional<Boolean> ready = Optional.empty();
        Optional<Boolean> serving = Optional.empty();
        Optional<Boolean> terminating = Optional.empty();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> ready = Optional.of(fields.flag());
                case 2 -> serving = Optional.of(fields.flag());
                case 3 -> terminating = Optional.of(fields.flag());
                default -> fields.skip();
            }
        }
        return ready.isPresent() && serving.isPresent() && terminating.isPresent()
                ? Conditions.of(ready.get(), serving.get(), terminating.get())
                : new Conditions(ready, serving, terminating);
    }

    private static void write(Conditions conditions, FieldWriter fields) {
        fields.flag(1, conditions.ready());
        fields.flag(2, conditions.serving());
        fields.flag(3, conditions.terminating());
    }

    private static Hints hints(Fields fields) {
        ImmutableList.Builder<String> zones = ImmutableList.builder();
        ImmutableList.Builder<String> nodes = ImmutableList.builder();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> zones.add(Shared.text(fields.wrappedText()));
                case 2 -> nodes.add(Shared.text(fields.wrappedText()));
                default -> fields.skip();
            }
        }
        return new Hints(zones.build(), nodes.build());
    }

    private static void write(Hints hints, FieldWriter fields) {
        fields.messages(1, hints.forZones(), EndpointFields::writeName);
        fields.messages(2, hints.forNodes(), EndpointFields::writeName);
    }

    private static void writeName(String name, FieldWriter fields) {
        fields.text(1, name);
    }
}
