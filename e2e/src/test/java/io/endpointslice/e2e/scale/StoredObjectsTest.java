package io.endpointslice.e2e.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class StoredObjectsTest {
    private static final String SENT = """
            {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"name":"web-1"},"addressType":"IPv4"}""";

    private final Resource slices = new Resource("discovery.k8s.io/v1", "EndpointSlice");
    private final StoredObjects stored =
            new StoredObjects(ImmutableMap.of("endpointslices", slices), new Publication(), () -> 7);

    @Test
    @DisplayName("an object's fields are in a real API server's order, whatever they were in when it was sent")
    void order() {
        stored.change("POST", new Target("shop", "endpointslices", ""), SENT);

        assertThat(slices.get(new Target("shop", "endpointslices", "web-1").key()))
                .startsWith(
                        "{\"kind\":\"EndpointSlice\",\"apiVersion\":\"discovery.k8s.io/v1\",\"metadata\":{\"name\":\"web-1\"")
                .endsWith(",\"addressType\":\"IPv4\"}");
    }
}
