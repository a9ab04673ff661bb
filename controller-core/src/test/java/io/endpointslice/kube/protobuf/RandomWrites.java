package io.endpointslice.kube.protobuf;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Objects to be written, with each part set and unset, and texts and lists of any length. */
final class RandomWrites {
    private static final ImmutableList<String> TEXTS = ImmutableList.of(
            "a", "example.org/long-name", "\u00e4\u20ac\ud83d\ude80", "{\"a\":\"\\n\"}", "x".repeat(300));

    private static final ImmutableList<AddressType> TYPES = ImmutableList.copyOf(AddressType.values());

    private final Random random;

    RandomWrites(Random random) {
        this.random = random;
    }

    Slice slice() {
        return new Slice(
                meta(),
                TYPES.get(random.nextInt(TYPES.size())),
                new PortList(some(i -> new EndpointPort(
                        maybe(this::textOrEmpty), maybe(this::text), maybeNumber(), maybe(this::textOrEmpty)))),
                some(i -> endpoint()));
    }

    LegacyEndpoints endpoints() {
        return new LegacyEndpoints(
                meta(),
                some(i -> new EndpointSubset(
                        some(j -> address()),
                        some(j -> address()),
                        some(j -> new EndpointPort(
                                Optional.of(textOrEmpty()),
                                Optional.of("UDP"),
                                OptionalInt.of(random.nextInt()),
                                maybe(this::textOrEmpty))))));
    }

    private Endpoint endpoint() {
        return Endpoint.of(
                some(i -> text()),
                textOrEmpty(),
                random.nextBoolean()
                        ? Conditions.of(random.nextBoolean(), random.nextBoolean(), random.nextBoolean())
                        : new Conditions(maybe(random::nextBoolean), maybe(random::nextBoolean), Optional.empty()),
                maybe(this::targetRef),
                textOrEmpty(),
                textOrEmpty(),
                new Hints(some(i -> text()), some(i -> text())));
    }

    private EndpointAddress address() {
        return new EndpointAddress(text(), textOrEmpty(), maybe(this::text), maybe(this::targetRef));
    }

    private TargetRef targetRef() {
        return new TargetRef(textOrEmpty(), textOrEmpty(), textOrEmpty(), textOrEmpty(), textOrEmpty(), textOrEmpty());
    }

    private Metadata meta() {
        return new Metadata(
                textOrEmpty(),
                textOrEmpty(),
                textOrEmpty(),
                textOrEmpty(),
                textOrEmpty(),
                0,
                texts(),
                texts(),
                some(i -> new OwnerReference(
                        text(), text(), text(), textOrEmpty(), random.nextBoolean(), random.nextBoolean())),
                some(i -> text()),
                false);
    }

    private ImmutableMap<String, String> texts() {
        ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
        IntStream.range(0, random.nextInt(4)).forEach(i -> texts.put(i + text(), textOrEmpty()));
        return texts.buildOrThrow();
    }

    private <T> ImmutableList<T> some(IntFunction<T> element) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(element).collect(toImmutableList());
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private OptionalInt maybeNumber() {
        return random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty();
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private String textOrEmpty() {
        return random.nextInt(3) == 0 ? "" : text();
    }
}
