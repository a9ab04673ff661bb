package io.endpointslice.cli.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.cluster.EndpointsObject;
import io.endpointslice.cli.cluster.ServiceObject;
import io.endpointslice.cli.cluster.SliceObject;
import io.endpointslice.kube.EndpointsCodec;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Gathers the objects of all manifests into one cluster state. */
final class StateBuilder {
    /** The kinds that matter, with the apiVersion in which they are understood. */
    private static final ImmutableMap<String, String> KNOWN = ImmutableMap.of(
            "Service", "v1",
            "Pod", "v1",
            "Node", "v1",
            "Endpoints", "v1",
            "EndpointSlice", "discovery.k8s.io/v1");

    private final Consumer<String> notes;
    private final Consumer<CompleteObject> objects;
    private final Map<String, Place> seen = new HashMap<>();
    private final ImmutableList.Builder<ServiceObject> services = ImmutableList.builder();
    private final ImmutableList.Builder<PodFacts> pods = ImmutableList.builder();
    private final ImmutableMap.Builder<String, NodeFacts> nodes = ImmutableMap.builder();
    private final ImmutableList.Builder<SliceObject> slices = ImmutableList.builder();
    private final ImmutableList.Builder<EndpointsObject> endpoints = ImmutableList.builder();
    private boolean skipped;

    /**
     * @param notes takes a line for each object that is skipped
     * @param objects takes each that is not
     */
    StateBuilder(Consumer<String> notes, Consumer<CompleteObject> objects) {
        this.notes = notes;
        this.objects = objects;
    }

    /**
     * Adds an object, or skips it with a note if its kind does not matter to slices.
     *
     * @throws InputException if the object is broken or stands twice
     */
    void add(ManifestObject object) {
        String version = object.apiVersion();
        String known = KNOWN.get(object.kind());
        if (known == null) {
            skip(object, "");
        } else if (version.isEmpty() || version.equals(known)) {
            addKnown(object);
        } else {
            skip(object, " of " + version);
        }
    }

    private void addKnown(ManifestObject object) {
        switch (object.kind()) {
            case "Service" ->
                services.add(withEmptySelector(
                        object, facts(object, Service.class, ServiceObject::of, "metadata.creationTimestamp")));
            case "Pod" ->
                pods.add(facts(object, Pod.class, FactsReader::pod, "lastTransitionTime of the condition Ready"));
            case "Node" -> {
                NodeFacts node = facts(object, Node.class, FactsReader::node, "metadata");
                nodes.put(node.name(), node);
            }
            case "EndpointSlice" -> slices.add(slice(object));
            default ->
                endpoints.add(
                        new EndpointsObject(EndpointsCodec.fromApi(typed(object, Endpoints.class)), object.raw()));
        }
    }

    /** An empty selector selects every Pod, none selects none (E1): the client's model takes both for none. */
    private static ServiceObject withEmptySelector(ManifestObject object, ServiceObject service) {
        JsonNode selector = object.raw().path("spec").path("selector");
        return selector.isObject() && selector.isEmpty()
                ? service.with(service.facts().withSelector(ImmutableMap.of()))
                : service;
    }

    private void skip(ManifestObject object, String group) {
        skipped = true;
        notes.accept("note: " + object.place() + ": kind " + object.kind() + group + " is skipped");
    }

    /** The state with everything that was added. */
    ClusterObjects build() {
        return new ClusterObjects(
                services.build(), pods.build(), nodes.buildOrThrow(), slices.build(), endpoints.build());
    }

    /** Whether no object was added or skipped. */
    boolean isEmpty() {
        return seen.isEmpty() && !skipped;
    }

    private SliceObject slice(ManifestObject object) {
        EndpointSlice typed = typed(object, EndpointSlice.class);
        try {
            return new SliceObject(SliceCodec.fromApi(typed), object.raw());
        } catch (IllegalArgumentException failure) {
            throw object.place().mistake(describe(object, typed) + ": addressType: " + failure.getMessage());
        }
    }

    private <T extends HasMetadata, F> F facts(
            ManifestObject object, Class<T> type, Function<T, F> reader, String timestamp) {
        T typed = typed(object, type);
        try {
            return reader.apply(typed);
        } catch (DateTimeParseException failure) {
            throw object.place()
                    .mistake(describe(object, typed) + ": " + timestamp + ": '" + failure.getParsedString()
                            + "' is not a time such as 2026-03-01T10:00:00Z");
        } catch (IllegalArgumentException failure) {
            throw object.place().mistake(describe(object, typed) + ": " + failure.getMessage());
        }
    }

    private <T extends HasMetadata> T typed(ManifestObject object, Class<T> type) {
        T typed = TypedObject.of(object, type);
        String name = describe(object, typed);
        Place first = seen.putIfAbsent(name, object.place());
        if (first != null) {
            throw object.place().mistake(name + " stands twice, first in " + first);
        }
        objects.accept(new CompleteObject(object, KNOWN.getOrDefault(object.kind(), ""), typed.getMetadata()));
        return typed;
    }

    private static String describe(ManifestObject object, HasMetadata typed) {
        ObjectMeta meta = typed.getMetadata();
        return object.kind() + " " + (meta.getNamespace() == null ? "" : meta.getNamespace() + "/") + meta.getName();
    }
}
