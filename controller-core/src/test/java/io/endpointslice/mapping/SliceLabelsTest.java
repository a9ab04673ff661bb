package io.endpointslice.mapping;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.model.KubernetesNames.HEADLESS_LABEL;
import static io.endpointslice.model.KubernetesNames.MANAGED_BY_LABEL;
import static io.endpointslice.model.KubernetesNames.SERVICE_NAME_LABEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.model.ServiceFacts;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceLabelsTest {
    private static final String CONTROLLER = "endpointslice-controller.k8s.io";

    @DisplayName("E10: the Service's labels, its name, and who manages the slice")
    @Test
    void serviceLabelsAreCopied() {
        ServiceFacts service =
                service("web").label("team", "red").label("app", "x").build();

        assertThat(SliceLabels.of(service))
                .isEqualTo(Map.of("team", "red", "app", "x", SERVICE_NAME_LABEL, "web", MANAGED_BY_LABEL, CONTROLLER));
    }

    @DisplayName("E10: the headless label, with an empty value, when clusterIP is None or empty")
    @ParameterizedTest(name = "clusterIP ''{0}''")
    @ValueSource(strings = {"None", ""})
    void headless(String clusterIp) {
        assertThat(SliceLabels.of(service("web").clusterIp(clusterIp).build()))
                .isEqualTo(Map.of(SERVICE_NAME_LABEL, "web", MANAGED_BY_LABEL, CONTROLLER, HEADLESS_LABEL, ""));
    }

    @DisplayName("E10: reserved labels of the Service are not copied, whatever their value")
    @Test
    void reservedLabelsAreIgnored() {
        ServiceFacts service = service("web")
                .label(SERVICE_NAME_LABEL, "other")
                .label(MANAGED_BY_LABEL, "someone")
                .label(HEADLESS_LABEL, "yes")
                .label("team", "red")
                .build();

        assertThat(SliceLabels.of(service))
                .isEqualTo(Map.of("team", "red", SERVICE_NAME_LABEL, "web", MANAGED_BY_LABEL, CONTROLLER));
    }

    @DisplayName("E10: each reserved label of the Service is noted, and does not fail the sync")
    @Test
    void reservedLabelsAreNoted() {
        ServiceFacts service = service("web")
                .label(MANAGED_BY_LABEL, "someone")
                .label(HEADLESS_LABEL, "")
                .label("team", "red")
                .build();

        var notes = EndpointMapper.map(snapshot(service).build()).notes();

        assertThat(notes)
                .containsExactlyInAnyOrder(
                        new MappingNote.ReservedLabel(MANAGED_BY_LABEL), new MappingNote.ReservedLabel(HEADLESS_LABEL))
                .noneMatch(MappingNote::failsSync);
        assertThat(notes).allSatisfy(note -> assertThat(note.message()).contains("reserved"));
    }
}
