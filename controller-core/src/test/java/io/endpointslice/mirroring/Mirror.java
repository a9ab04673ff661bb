package io.endpointslice.mirroring;

import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.fixtures.EndpointsFixture;
import io.endpointslice.fixtures.SliceStore;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SyncPlan;
import java.util.List;
import java.util.Optional;

/** An Endpoints object with its Service and the slices that mirror it, through several syncs. */
final class Mirror {
    static final ServiceFacts SERVICE =
            service("web").noSelector().port("http", 8080).build();

    private final MirroringPlanner planner;
    private Optional<ServiceFacts> service = Optional.of(SERVICE);
    private Optional<LegacyEndpoints> endpoints = Optional.empty();
    private SliceStore slices = new SliceStore(List.of());

    Mirror(int maxEndpointsPerSubset) {
        planner = new MirroringPlanner(maxEndpointsPerSubset);
    }

    Mirror() {
        this(1000);
    }

    /** Mirrors that object, from nothing. */
    static Mirror of(EndpointsFixture endpoints) {
        Mirror mirror = new Mirror();
        mirror.sync(endpoints);
        return mirror;
    }

    void setService(Optional<ServiceFacts> value) {
        service = value;
    }

    void setEndpoints(Optional<LegacyEndpoints> value) {
        endpoints = value;
    }

    /** Somebody else changes the slices. */
    void replace(List<Slice> value) {
        slices = new SliceStore(value);
    }

    ImmutableList<Slice> slices() {
        return slices.all();
    }

    SliceStore store() {
        return slices;
    }

    MirroringSnapshot snapshot() {
        return new MirroringSnapshot(SERVICE.key(), service, endpoints, slices.all());
    }

    SyncPlan plan() {
        return planner.plan(snapshot());
    }

    SyncPlan plan(MirroringSnapshot snapshot) {
        return planner.plan(snapshot);
    }

    /** Plans for that object, and makes the writes. */
    SyncPlan sync(EndpointsFixture value) {
        endpoints = Optional.of(value.build());
        return sync();
    }

    /** Plans, makes the writes, and makes sure that nothing is left to write. */
    SyncPlan sync() {
        SyncPlan plan = plan();
        assertThat(plan.writes()).as("P2").hasSize(plan.leastWrites());
        plan.writes().forEach(slices::apply);
        assertThat(plan().writes()).as("planned again on the result").isEmpty();
        return plan;
    }

    /** A slice with other metadata. */
    static Slice with(Slice slice, Metadata meta) {
        return new Slice(meta, slice.addressType(), slice.ports(), slice.endpoints());
    }
}
