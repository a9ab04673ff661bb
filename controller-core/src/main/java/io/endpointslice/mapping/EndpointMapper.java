package io.endpointslice.mapping;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.hints.TrafficHints;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hinting;
import io.endpointslice.model.Hints;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Settled;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a Service's Pods to the endpoints that it should have (E2 to E10). */
public final class EndpointMapper {
    private final ServiceFacts service;
    private final Map<String, NodeFacts> nodes;
    private final ImmutableList.Builder<MappingNote> notes = ImmutableList.builder();
    private final Map<AddressType, Map<PortList, List<Endpoint>>> groups = new HashMap<>();

    private EndpointMapper(ServiceSnapshot snapshot) {
        this.service = snapshot.service();
        this.nodes = snapshot.nodes();
        AddressTypes.of(service).forEach(type -> groups.put(type, new HashMap<>()));
    }

    /**
     * The endpoints for the snapshot's Service and Pods, without those of slices that are settled. The order of the Pods does
     * not matter.
     */
    public static DesiredEndpoints map(ServiceSnapshot snapshot) {
        EndpointMapper mapper = new EndpointMapper(snapshot);
        // what stands is sorted but for little, and its port lists are kept already
        snapshot.settled().ifPresent(settled -> mapper.carryOver(snapshot.slices(), settled));
        mapper.mapAll(snapshot.pods());
        return new DesiredEndpoints(mapper.sorted(), mapper.notes.build());
    }

    private void mapAll(ImmutableList<PodFacts> pods) {
        service.labels().keySet().stream()
                .filter(SliceLabels.RESERVED::contains)
                .sorted()
                .forEach(key -> notes.add(new MappingNote.ReservedLabel(key)));
        if (service.hinting() == Hinting.NONE && !service.trafficDistribution().isEmpty()) {
            notes.add(new MappingNote.UnknownTrafficDistribution(service.trafficDistribution()));
        }
        pods.stream()
                .filter(pod -> !pod.terminal() && !pod.ips().isEmpty())
                .sorted(Comparator.comparing(pod -> pod.key().name()))
                .forEach(this::map);
    }

    /**
     * Of Pods that have not changed the endpoints are right as they are published, apart from hints that nobody minds (Q7).
     * Those of settled slices are not needed, but that their groups are there is.
     */
    private void carryOver(ImmutableList<Slice> slices, Settled settled) {
        for (Slice slice : slices) {
            ImmutableList<Endpoint> unchanged = settled.unchangedOf(slice);
            if (!unchanged.isEmpty()) {
                List<Endpoint> group = group(slice);
                for (Endpoint published : unchanged) {
                    group.add(TrafficHints.on(published, service.hinting()));
                }
            }
        }
        settled.slices().forEach(this::group);
    }

    private List<Endpoint> group(Slice slice) {
        return requireNonNull(groups.get(slice.addressType()), "settled without its address type")
                .computeIfAbsent(slice.ports(), any -> new ArrayList<>());
    }

    private void map(PodFacts pod) {
        ImmutableListMultimap<AddressType, String> addresses = addresses(pod);
        Optional<NodeFacts> node = Optional.ofNullable(nodes.get(pod.nodeName()));
        if (node.isEmpty() && !service.publishNotReadyAddresses()) {
            notes.add(new MappingNote.MissingNode(pod.key(), pod.nodeName()));
            return;
        }
        PortList ports = EndpointPorts.of(service, pod);
        groups.forEach((type, byPorts) -> {
            if (addresses.containsKey(type)) {
                byPorts.computeIfAbsent(ports, any -> new ArrayList<>()).add(endpoint(pod, addresses.get(type), node));
            }
        });
    }

    private Endpoint endpoint(PodFacts pod, ImmutableList<String> addresses, Optional<NodeFacts> node) {
        boolean serving = pod.ready();
        boolean ready = service.publishNotReadyAddresses() || (serving && !pod.terminating());
        Endpoint endpoint = Endpoint.of(
                addresses,
                pod.subdomain().equals(service.key().name()) ? pod.hostname() : "",
                Conditions.of(ready, serving, pod.terminating()),
                Optional.of(TargetRef.pod(pod.key().namespace(), pod.key().name(), pod.uid())),
                pod.nodeName(),
                node.map(NodeFacts::zone).orElse(""),
                Hints.NONE);
        return TrafficHints.on(endpoint, service.hinting());
    }

    private ImmutableListMultimap<AddressType, String> addresses(PodFacts pod) {
        ImmutableListMultimap.Builder<AddressType, String> addresses = ImmutableListMultimap.builder();
        for (String ip : pod.ips()) {
            IpAddresses.parse(ip)
                    .ifPresentOrElse(
                            address -> addresses.put(address.type(), address.text()),
                            () -> notes.add(new MappingNote.UnparsableAddress(pod.key(), ip)));
        }
        return addresses.build();
    }

    private ImmutableSortedMap<AddressType, ImmutableSortedMap<PortList, ImmutableList<Endpoint>>> sorted() {
        ImmutableSortedMap.Builder<AddressType, ImmutableSortedMap<PortList, ImmutableList<Endpoint>>> types =
                ImmutableSortedMap.naturalOrder();
        groups.forEach((type, byPorts) -> {
            ImmutableSortedMap.Builder<PortList, ImmutableList<Endpoint>> lists = ImmutableSortedMap.naturalOrder();
            byPorts.forEach((ports, endpoints) -> lists.put(
                    ports,
                    ImmutableList.sortedCopyOf((one, other) -> one.identity().compareTo(other.identity()), endpoints)));
            types.put(type, lists.build());
        });
        return types.build();
    }
}
