package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.config.Batching;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LoopConfig;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LoopOptionsTest {
    @Test
    @DisplayName("R5: all three controllers run, each with 5 syncs at once; Pod changes that follow fast are gathered")
    void defaults() {
        LoopConfig five = new LoopConfig(5, Batching.DEFAULT);
        assertThat(config())
                .isEqualTo(ControllerConfig.DEFAULT)
                .returns(1000, ControllerConfig::maxEndpointsPerSubset)
                .returns(
                        ImmutableSortedMap.of(
                                ControllerName.SLICES, five,
                                ControllerName.ENDPOINTS, five,
                                ControllerName.MIRRORING, new LoopConfig(5, Batching.NONE)),
                        ControllerConfig::loops);
    }

    @Test
    @DisplayName("R5: each option sets what its name says")
    void mapping() {
        assertThat(config(
                        "--concurrent-service-endpoint-syncs=1",
                        "--endpointslice-updates-batch-period=100ms",
                        "--concurrent-endpoint-syncs=2",
                        "--endpoint-updates-batch-period=200ms",
                        "--mirroring-concurrent-service-endpoint-syncs=3",
                        "--mirroring-endpointslice-updates-batch-period=300ms",
                        "--mirroring-max-endpoints-per-subset=4"))
                .returns(4, ControllerConfig::maxEndpointsPerSubset)
                .returns(
                        ImmutableSortedMap.of(
                                ControllerName.SLICES, new LoopConfig(1, new Batching.Fixed(Duration.ofMillis(100))),
                                ControllerName.ENDPOINTS, new LoopConfig(2, new Batching.Fixed(Duration.ofMillis(200))),
                                ControllerName.MIRRORING,
                                        new LoopConfig(3, new Batching.Fixed(Duration.ofMillis(300)))),
                        ControllerConfig::loops);
    }

    @Test
    @DisplayName("R5: a period of 0s is the reference's default: nothing is gathered")
    void nothingGathered() {
        assertThat(config("--endpointslice-updates-batch-period=0s").loops())
                .containsEntry(ControllerName.SLICES, new LoopConfig(5, Batching.NONE))
                .containsEntry(ControllerName.ENDPOINTS, LoopConfig.DEFAULT);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("L7: --legacy-endpoints and --mirroring switch their controllers off and on")
    @CsvSource({
        "--legacy-endpoints, ENDPOINTS, true",
        "--legacy-endpoints=true, ENDPOINTS, true",
        "--legacy-endpoints=false, ENDPOINTS, false",
        "--no-legacy-endpoints, ENDPOINTS, false",
        "--mirroring, MIRRORING, true",
        "--mirroring=true, MIRRORING, true",
        "--mirroring=false, MIRRORING, false",
        "--no-mirroring, MIRRORING, false",
    })
    void switched(String option, ControllerName controller, boolean runs) {
        assertThat(config(option).loops().containsKey(controller)).isEqualTo(runs);
        assertThat(config(option).loops()).hasSize(runs ? 3 : 2);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("R5: a mistake is one line and exit code 2")
    @CsvSource(
            delimiter = '|',
            value = {
                "--concurrent-service-endpoint-syncs=0 | --concurrent-service-endpoint-syncs must be 1 or more, not 0",
                "--concurrent-endpoint-syncs=-1 | --concurrent-endpoint-syncs must be 1 or more, not -1",
                "--concurrent-endpoint-syncs=x | Invalid value for option '--concurrent-endpoint-syncs': 'x' is not an int",
                "--mirroring-concurrent-service-endpoint-syncs=0 | --mirroring-concurrent-service-endpoint-syncs must be 1 or more, not 0",
                "--endpoint-updates-batch-period=1 | '1' is no duration such as 500ms, 1s or 1m30s",
                "--endpoint-updates-batch-period=-1s | '-1s' is no duration such as 500ms, 1s or 1m30s",
                "--endpointslice-updates-batch-period=soon | 'soon' is no duration such as 500ms, 1s or 1m30s",
                "--mirroring-endpointslice-updates-batch-period=x | 'x' is no duration such as 500ms, 1s or 1m30s",
                "--mirroring-max-endpoints-per-subset=0 | '0' is not a number between 1 and 1000",
                "--mirroring-max-endpoints-per-subset=1001 | '1001' is not a number between 1 and 1000",
                "--legacy-endpoints=maybe | Invalid value for option '--legacy-endpoints': 'maybe' is not a boolean",
            })
    void mistakes(String option, String message) {
        CommandRun run = CommandRun.of("run", "--kubeconfig", "none", option);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains(message);
    }

    private static ControllerConfig config(String... args) {
        return CommandLine.populateCommand(new LoopOptions(), args).applyTo(ControllerConfig.DEFAULT);
    }
}
