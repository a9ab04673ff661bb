package io.endpointslice.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class ProcessStatusTest {
    @Test
    @DisplayName(
            "of this process: more memory than its heap in use, and not more CPU time than the JVM's own clock has counted")
    void thisProcess() {
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();

        ProcessStatus status = ProcessStatus.of(ProcessHandle.current().pid());

        long counted = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        assertThat(status.residentMegabytes()).isGreaterThan(heap / 1e6);
        assertThat(status.peakMegabytes()).isGreaterThanOrEqualTo(status.residentMegabytes());
        assertThat(status.cpuMillis()).isPositive().isLessThanOrEqualTo(counted / 1e6 + 20);
    }

    @Test
    @DisplayName("a process that has ended is said to have")
    void ended() {
        assertThatThrownBy(() -> ProcessStatus.of(Integer.MAX_VALUE)).hasMessageContaining("has ended");
    }
}
