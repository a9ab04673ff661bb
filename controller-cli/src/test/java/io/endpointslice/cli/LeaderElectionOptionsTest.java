package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.endpointslice.config.ConfigException;
import io.endpointslice.config.LeaderElectionConfig;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LeaderElectionOptionsTest {
    @Test
    @DisplayName("R5: election is on in a Pod and off with a kubeconfig, with the reference's timing")
    void defaults() {
        assertThat(options().config(true)).contains(LeaderElectionConfig.DEFAULT);
        assertThat(options().config(false)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("R5: --leader-elect switches it on and off wherever it runs")
    @CsvSource({"--leader-elect, true", "--leader-elect=true, true", "--leader-elect=false, false"})
    void switched(String option, boolean elect) {
        assertThat(options(option).config(true).isPresent()).isEqualTo(elect);
        assertThat(options(option).config(false).isPresent()).isEqualTo(elect);
    }

    @Test
    @DisplayName("R5: each option sets what its name says")
    void mapping() {
        assertThat(options(
                                "--leader-elect-lease-duration=60s",
                                "--leader-elect-renew-deadline=40s",
                                "--leader-elect-retry-period=500ms",
                                "--leader-elect-resource-lock=leases",
                                "--leader-elect-resource-name=shop",
                                "--leader-elect-resource-namespace=infra")
                        .config(true))
                .contains(new LeaderElectionConfig(
                        "infra", "shop", Duration.ofSeconds(60), Duration.ofSeconds(40), Duration.ofMillis(500)));
    }

    @Test
    @DisplayName("R5: timing that does not fit together is a mistake only where there is an election")
    void outOfRange() {
        LeaderElectionOptions options = options("--leader-elect-lease-duration=10s");

        assertThat(options.config(false)).isEmpty();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> options.config(true))
                .withMessage("--leader-elect-lease-duration 10s must be longer than --leader-elect-renew-deadline 10s");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("R5: a mistake is one line and exit code 2")
    @CsvSource(
            delimiter = '|',
            value = {
                "--leader-elect=maybe | Invalid value for option '--leader-elect': 'maybe' is not a boolean",
                "--leader-elect-lease-duration=15 | '15' is no duration such as 500ms, 1s or 1m30s",
                "--leader-elect-renew-deadline=x | 'x' is no duration such as 500ms, 1s or 1m30s",
                "--leader-elect-retry-period=x | 'x' is no duration such as 500ms, 1s or 1m30s",
                "--leader-elect-resource-lock=configmaps | --leader-elect-resource-lock configmaps is not leases, the only kind of lock there is",
                "--leader-elect-resource-name=A | --leader-elect-resource-name A is no name of a Lease",
                "--leader-elect-resource-namespace=A | --leader-elect-resource-namespace A is no name of a namespace",
                "--leader-elect-lease-duration=9s | must be longer than --leader-elect-renew-deadline 10s",
                "--leader-elect-retry-period=9s | must be longer than 1.2 times --leader-elect-retry-period 9s",
            })
    void mistakes(String option, String message) {
        CommandRun run = CommandRun.of("run", "--kubeconfig", "none", "--leader-elect", option);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains(message);
    }

    private static LeaderElectionOptions options(String... args) {
        return CommandLine.populateCommand(new LeaderElectionOptions(), args);
    }
}
