package io.endpointslice.model;

import static io.endpointslice.fixtures.Facts.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ZoneCpuTest {
    @DisplayName("H2: the share of a zone is its CPU over the CPU of all")
    @Test
    void shares() {
        ZoneCpu cpu = ZoneCpu.of(List.of(node("n1", "a", 1_000), node("n2", "b", 500), node("n3", "a", 500)));

        assertThat(cpu.milliCpu()).containsEntry("a", 1_500L).containsEntry("b", 500L);
        assertThat(cpu.complete()).isTrue();
        assertThat(cpu.shares()).containsEntry("a", 0.75).containsEntry("b", 0.25);
    }

    @DisplayName("H2: Nodes that are not ready, or of the control plane, do not count, whatever they lack")
    @Test
    void nodesThatDoNotCount() {
        ZoneCpu cpu = ZoneCpu.of(List.of(
                node("n1", "a", 1_000),
                new NodeFacts("n2", "b", false, false, 1_000),
                new NodeFacts("n3", "c", true, true, 1_000),
                new NodeFacts("n4", "", false, false, 0)));

        assertThat(cpu.milliCpu()).containsOnlyKeys("a");
        assertThat(cpu.complete()).isTrue();
    }

    @DisplayName("H2: every Node that counts must have a zone and allocatable CPU")
    @Test
    void incomplete() {
        assertThat(ZoneCpu.of(List.of(node("n1", "a", 1_000), node("n2", "", 1_000)))
                        .complete())
                .isFalse();
        assertThat(ZoneCpu.of(List.of(node("n1", "a", 1_000), node("n2", "b", 0)))
                        .complete())
                .isFalse();
    }

    @DisplayName("without Nodes there is no zone")
    @Test
    void none() {
        assertThat(ZoneCpu.of(List.of())).isEqualTo(ZoneCpu.NONE);
        assertThat(ZoneCpu.NONE.shares()).isEmpty();
    }
}
