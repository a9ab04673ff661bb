package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodHoldersTest {
    private static final ServiceFacts WEB = service("web").build();
    private static final int ENDPOINTS = 100;

    private final PodHolders holders = new PodHolders();

    @Test
    void tellsTheSlicesThatPublishAPod() {
        SliceFixture fixture = slice(WEB, "web-1");
        for (int i = 0; i < ENDPOINTS; i++) {
            fixture.endpoint("p" + i, "10.0.0." + i);
        }
        Slice slice = fixture.build();
        holders.put(slice);
        for (int i = 0; i < ENDPOINTS; i++) {
            assertThat(holders.mayPublish(slice, List.of("other", "p" + i))).isTrue();
        }
        assertThat(holders.mayPublish(slice, List.of("other"))).isFalse();
        assertThat(holders.mayPublish(slice, List.of())).isFalse();
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOld() {
        holders.put(slice(WEB, "web-1").endpoint("a", "10.0.0.1").build());
        Slice now = slice(WEB, "web-1").endpoint("b", "10.0.0.2").build();
        holders.put(now);
        assertThat(holders.mayPublish(now, List.of("a"))).isFalse();
        assertThat(holders.mayPublish(now, List.of("b"))).isTrue();
        holders.remove(ObjectKey.of(now.meta()));
        assertThat(holders.mayPublish(now, List.of("b"))).isFalse();
    }
}
