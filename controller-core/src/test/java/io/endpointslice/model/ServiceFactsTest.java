package io.endpointslice.model;

import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceFactsTest {
    private static final ImmutableMap<String, String> WEB = ImmutableMap.of("app", "web", "tier", "front");

    @DisplayName("E1: Services of type ExternalName and without a selector select nothing")
    @Test
    void skipped() {
        ServiceFacts external = service("web").externalName().build();
        ServiceFacts without = service("web").noSelector().build();

        assertThat(external.isSelecting()).isFalse();
        assertThat(external.selects(WEB)).isFalse();
        assertThat(without.isSelecting()).isFalse();
        assertThat(without.selects(WEB)).isFalse();
    }

    @DisplayName("E1: an empty selector is a selector, and selects every Pod")
    @Test
    void emptySelector() {
        ServiceFacts all = service("web").emptySelector().build();

        assertThat(all.isSelecting()).isTrue();
        assertThat(all.selects(WEB)).isTrue();
        assertThat(all.selects(ImmutableMap.of())).isTrue();
    }

    @DisplayName("E2: a Pod is selected when its labels hold every entry of the selector")
    @Test
    void selector() {
        ServiceFacts service = service("web").selector("app", "web").build();

        assertThat(service.selects(WEB)).isTrue();
        assertThat(service.selects(ImmutableMap.of("app", "other"))).isFalse();
        assertThat(service.selects(ImmutableMap.of("tier", "front"))).isFalse();
    }

    @DisplayName("E2: a selector's empty value asks for the label with an empty value")
    @Test
    void emptyValue() {
        ServiceFacts service = service("web").selector("app", "").build();

        assertThat(service.selects(ImmutableMap.of("app", ""))).isTrue();
        assertThat(service.selects(ImmutableMap.of())).isFalse();
    }

    @DisplayName("E4, E10: a Service has a cluster IP unless it is None or empty")
    @ParameterizedTest
    @CsvSource({"10.96.0.10, true, false", "fd00::1, true, false", "None, false, true", "'', false, false"})
    void clusterIp(String clusterIp, boolean has, boolean explicitlyHeadless) {
        ServiceFacts service = service("web").clusterIp(clusterIp).build();

        assertThat(service.hasClusterIp()).isEqualTo(has);
        assertThat(service.isExplicitlyHeadless()).isEqualTo(explicitlyHeadless);
    }

    @DisplayName("H1, H2: the annotation wins over the trafficDistribution; an unknown one asks for no hints")
    @ParameterizedTest
    @CsvSource({
        "'',             NONE",
        "PreferClose,    SAME_ZONE",
        "PreferSameZone, SAME_ZONE",
        "PreferSameNode, SAME_NODE",
        "preferclose,    NONE",
        "Nearest,        NONE"
    })
    void hinting(String trafficDistribution, Hinting expected) {
        assertThat(service("web")
                        .trafficDistribution(trafficDistribution)
                        .build()
                        .hinting())
                .isEqualTo(expected);
        assertThat(service("web")
                        .trafficDistribution(trafficDistribution)
                        .topologyAuto()
                        .build()
                        .hinting())
                .isEqualTo(Hinting.TOPOLOGY_AUTO);
    }
}
