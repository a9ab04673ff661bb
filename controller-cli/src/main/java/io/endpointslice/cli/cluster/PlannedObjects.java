package io.endpointslice.cli.cluster;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Carries plans out on paper: the objects that would be sent, and those that would stand. */
final class PlannedObjects {
    private final SliceNames names = new SliceNames();
    private final Map<String, ObjectNode> slices = new TreeMap<>();
    private final Map<ServiceKey, ObjectNode> endpoints = new TreeMap<>();

    PlannedObjects(ClusterObjects objects) {
        for (SliceObject slice : objects.slices()) {
            Metadata meta = slice.slice().meta();
            names.take(meta.namespace(), meta.name());
            slices.put(meta.namespace() + "/" + meta.name(), slice.raw());
        }
        objects.endpoints().forEach(object -> endpoints.put(object.endpoints().service(), object.raw()));
    }

    /** The writes of a plan, in their order, after those of the plans before it. */
    Stream<PlannedWrite> carryOut(ControllerPlan plan) {
        Stream.Builder<PlannedWrite> planned = Stream.builder();
        int creates = 0;
        for (Write write : plan.plan().writes()) {
            if (write instanceof SliceWrite slice) {
                boolean create = write instanceof SliceWrite.Create;
                planned.add(carryOut(plan, slice, create ? creates++ : creates));
            } else if (write instanceof EndpointsWrite endpointsWrite) {
                planned.add(carryOut(plan, endpointsWrite));
            }
        }
        return planned.build();
    }

    /** All slices, then all Endpoints, in order of namespace and name. */
    ImmutableList<ObjectNode> standing() {
        return Stream.concat(slices.values().stream(), endpoints.values().stream())
                .collect(toImmutableList());
    }

    private PlannedWrite carryOut(ControllerPlan plan, SliceWrite write, int create) {
        ServiceKey service = plan.plan().service();
        String name = write instanceof SliceWrite.Create
                ? names.create(service, write.slice(), create)
                : write.slice().name();
        String key = service.namespace() + "/" + name;
        Optional<ObjectNode> before = Optional.ofNullable(slices.get(key));
        PlannedWrite planned = planned(plan, write, name, before, ObjectJson.of(write.slice()));
        slices.remove(key);
        planned.after().ifPresent(after -> slices.put(key, after));
        return planned;
    }

    private PlannedWrite carryOut(ControllerPlan plan, EndpointsWrite write) {
        ServiceKey key = write.endpoints().service();
        Optional<ObjectNode> before = Optional.ofNullable(endpoints.get(key));
        PlannedWrite planned = planned(plan, write, key.name(), before, ObjectJson.of(write.endpoints()));
        endpoints.remove(key);
        planned.after().ifPresent(after -> endpoints.put(key, after));
        return planned;
    }

    private static PlannedWrite planned(
            ControllerPlan plan, Write write, String name, Optional<ObjectNode> before, ObjectNode wanted) {
        ObjectNode sent = switch (write.verb()) {
            case "create" -> ObjectJson.toCreate(wanted, name);
            case "update" -> ObjectJson.toUpdate(before.orElseThrow(), wanted, write.meta());
            default -> before.orElseThrow();
        };
        Optional<ObjectNode> after = switch (write.verb()) {
            case "create" -> Optional.of(ObjectJson.created(sent));
            case "update" -> Optional.of(ObjectJson.updated(sent));
            default -> Optional.empty();
        };
        return new PlannedWrite(plan.controller(), plan.plan().service(), write, name, before, sent, after);
    }
}
