package io.endpointslice.kube;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.kube.protobuf.Body;
import io.endpointslice.kube.protobuf.SliceMessage;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceWrite;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoredBodiesTest {
    private static final ImmutableSortedSet<Reason> REASON = ImmutableSortedSet.of(Reason.ENDPOINT_ADDED);

    private final StoredBodies bodies = new StoredBodies();

    @DisplayName("what was created is known by the name that the API server gave it, until it is gone")
    @Test
    void byName() {
        Slice stored = slice(service("web").build(), "web-1")
                .endpoint("web-1", "10.0.0.1")
                .build();
        Slice other = slice(service("web").build(), "web-2").build();
        Slice created = new Slice(
                Metadata.toCreate(stored.meta().namespace(), "", "web-", ImmutableMap.of(), ImmutableMap.of()),
                stored.addressType(),
                stored.ports(),
                stored.endpoints());
        SliceWrite create = new SliceWrite.Create(created, REASON);
        Body body = SliceMessage.body(created, bodies.before(create));

        bodies.add(create, stored.meta(), body);

        assertThat(bodies.before(new SliceWrite.Update(stored, stored, REASON))).containsSame(body);
        assertThat(bodies.before(new SliceWrite.Update(other, other, REASON))).isEmpty();
        assertThat(bodies.before(create)).isEmpty();

        bodies.remove(new SliceWrite.Delete(stored, REASON));
        assertThat(bodies.before(new SliceWrite.Update(stored, stored, REASON))).isEqualTo(Optional.empty());
    }
}
