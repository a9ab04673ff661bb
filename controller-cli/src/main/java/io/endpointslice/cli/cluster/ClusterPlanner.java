package io.endpointslice.cli.cluster;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.model.Topology;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Plans every Service of a cluster, each by itself, as on the first sync after a start. */
public final class ClusterPlanner {
    private final ClusterObjects objects;
    private final SliceNames names = new SliceNames();
    private final Map<String, SliceObject> byName = new LinkedHashMap<>();
    private final ImmutableListMultimap<ServiceKey, Slice> ownSlices;
    private final PodsByLabel pods;
    private final Topology topology;

    private ClusterPlanner(ClusterObjects objects) {
        this.objects = objects;
        this.pods = new PodsByLabel(objects.pods());
        this.topology = Topology.of(objects.nodes().values());
        this.ownSlices = Multimaps.index(
                objects.slices().stream()
                        .map(SliceObject::slice)
                        .filter(ClusterPlanner::isOwn)
                        .collect(toImmutableList()),
                slice -> new ServiceKey(slice.meta().namespace(), serviceName(slice)));
        for (SliceObject slice : objects.slices()) {
            Metadata meta = slice.slice().meta();
            names.take(meta.namespace(), meta.name());
            byName.put(key(slice.slice()), slice);
        }
    }

    /** What would be written for every Service among the objects. */
    public static ClusterPlan plan(ClusterObjects objects, ControllerConfig config) {
        return new ClusterPlanner(objects).plan(new SlicePlanner(config));
    }

    private ClusterPlan plan(SlicePlanner planner) {
        ImmutableList<SyncPlan> plans = objects.services().stream()
                .map(ServiceObject::facts)
                .filter(ServiceFacts::isSelecting)
                .sorted(Comparator.comparing(ServiceFacts::key))
                .map(service -> planner.plan(snapshot(service), service.creation()))
                .collect(toImmutableList());
        ImmutableList<PlannedWrite> writes =
                plans.stream().flatMap(this::writes).collect(toImmutableList());
        return new ClusterPlan(plans, writes, result(writes), unchanged(plans));
    }

    private ServiceSnapshot snapshot(ServiceFacts service) {
        return new ServiceSnapshot(service, pods.of(service), objects.nodes(), ownSlices.get(service.key()), topology);
    }

    private int unchanged(List<SyncPlan> plans) {
        int all = plans.stream()
                .mapToInt(plan -> ownSlices.get(plan.service()).size())
                .sum();
        long written = plans.stream()
                .flatMap(plan -> plan.writes().stream())
                .filter(write -> !(write instanceof SliceWrite.Create))
                .count();
        return all - (int) written;
    }

    private Stream<PlannedWrite> writes(SyncPlan plan) {
        Stream.Builder<PlannedWrite> planned = Stream.builder();
        int creates = 0;
        for (SliceWrite write : plan.writes()) {
            planned.add(
                    write instanceof SliceWrite.Create
                            ? create(plan.service(), write, creates++)
                            : change(plan.service(), write));
        }
        return planned.build();
    }

    private PlannedWrite create(ServiceKey service, SliceWrite write, int index) {
        String name = names.create(service, write.slice(), index);
        ObjectNode sent = SliceJson.toCreate(write.slice(), name);
        return new PlannedWrite(service, write, name, Optional.empty(), sent, Optional.of(SliceJson.created(sent)));
    }

    private PlannedWrite change(ServiceKey service, SliceWrite write) {
        String name = write.slice().name();
        SliceObject before = Optional.ofNullable(byName.get(key(write.slice()))).orElseThrow();
        if (write instanceof SliceWrite.Delete) {
            return new PlannedWrite(service, write, name, Optional.of(before), before.raw(), Optional.empty());
        }
        ObjectNode sent = SliceJson.toUpdate(before.raw(), write.slice());
        return new PlannedWrite(service, write, name, Optional.of(before), sent, Optional.of(SliceJson.updated(sent)));
    }

    private ImmutableList<ObjectNode> result(List<PlannedWrite> writes) {
        Map<String, ObjectNode> slices = new LinkedHashMap<>();
        byName.forEach((key, slice) -> slices.put(key, slice.raw()));
        for (PlannedWrite write : writes) {
            String key = write.service().namespace() + "/" + write.name();
            slices.remove(key);
            write.after().ifPresent(after -> slices.put(key, after));
        }
        Stream<ObjectNode> sorted =
                slices.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
        Stream<ObjectNode> endpoints = objects.endpoints().stream()
                .sorted(Comparator.comparing(object -> object.endpoints().service()))
                .map(EndpointsObject::raw);
        return Stream.concat(sorted, endpoints).collect(toImmutableList());
    }

    private static boolean isOwn(Slice slice) {
        return KubernetesNames.SLICE_CONTROLLER.equals(slice.meta().labels().get(KubernetesNames.MANAGED_BY_LABEL))
                && !serviceName(slice).isEmpty();
    }

    private static String serviceName(Slice slice) {
        return slice.meta().labels().getOrDefault(KubernetesNames.SERVICE_NAME_LABEL, "");
    }

    private static String key(Slice slice) {
        return slice.meta().namespace() + "/" + slice.name();
    }
}
