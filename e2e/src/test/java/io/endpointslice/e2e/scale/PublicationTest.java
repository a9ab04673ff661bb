package io.endpointslice.e2e.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PublicationTest {
    private final Publication publication = new Publication();

    @Test
    @DisplayName("ready endpoints are counted over all slices, as they were written last")
    void counts() {
        publication.slice("shop/a", slice(true, true));
        publication.slice("shop/b", slice(true, false));
        assertThat(publication.ready()).isEqualTo(3);

        publication.slice("shop/a", slice(false, true));
        publication.sliceGone("shop/b");

        assertThat(publication.ready()).isEqualTo(1);
        assertThat(publication.sliceWrites()).isEqualTo(4);
    }

    @Test
    @DisplayName("a change is pending until a slice shows the Pod in that state")
    void pending() {
        publication.expect("10.0.0.1", false);
        publication.slice("shop/a", slice(true, true));
        assertThat(publication.pending()).isEqualTo(1);
        assertThat(publication.takeNanos()).isEmpty();

        publication.slice("shop/a", slice(false, true));

        assertThat(publication.pending()).isZero();
        assertThat(publication.takeNanos()).hasSize(1);
        assertThat(publication.takeNanos()).isEmpty();
    }

    /** Of 10.0.0.1 and 10.0.0.2. */
    private static JsonNode slice(boolean firstReady, boolean secondReady) {
        return JsonMapper.shared().readTree("""
                        {"endpoints":[{"addresses":["10.0.0.1"],"conditions":{"ready":%s}},
                                      {"addresses":["10.0.0.2"],"conditions":{"ready":%s}}]}""".formatted(firstReady, secondReady));
    }
}
