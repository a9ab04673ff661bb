package io.endpointslice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaderElectionConfigTest {
    private static final LeaderElectionConfig DEFAULT = LeaderElectionConfig.DEFAULT;

    @Test
    @DisplayName("R5: the reference's timing; a lease of its own in the reference's namespace")
    void defaults() {
        assertThat(DEFAULT.leaseDuration()).isEqualTo(Duration.ofSeconds(15));
        assertThat(DEFAULT.renewDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(DEFAULT.retryPeriod()).isEqualTo(Duration.ofSeconds(2));
        assertThat(DEFAULT.lease()).isEqualTo("kube-system/endpointslice-controller");
    }

    @ParameterizedTest(name = "{0} ms, {1} ms, {2} ms: {3}")
    @DisplayName("R5: lease duration > renew deadline > 1.2 x retry period > 0, as the reference checks")
    @CsvSource({
        "15000, 15000, 2000, --leader-elect-lease-duration 15s must be longer than --leader-elect-renew-deadline 15s",
        "15000, 2400, 2000, --leader-elect-renew-deadline 2.4s must be longer than 1.2 times --leader-elect-retry-period 2s",
        "0, 10000, 2000, --leader-elect-lease-duration 0s must be above 0",
        "15000, -1, 2000, --leader-elect-renew-deadline -0.001s must be above 0",
        "15000, 10000, 0, --leader-elect-retry-period 0s must be above 0",
        "10500, 10000, 2000, '--leader-elect-lease-duration 10.5s must be whole seconds, as a Lease counts them'",
    })
    void outOfRange(long lease, long deadline, long retry, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> timing(lease, deadline, retry))
                .withMessage(message);
    }

    @Test
    @DisplayName("R5: what is just in range is taken")
    void justInRange() {
        assertThat(timing(3000, 2999, 2499).renewDeadline()).isEqualTo(Duration.ofMillis(2999));
    }

    @ParameterizedTest
    @DisplayName("R5: the Lease needs a name that a Lease can have")
    @ValueSource(strings = {"", "Upper", "a_b", "-a", "a..b"})
    void noNameOfALease(String name) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> at("kube-system", name))
                .withMessage("--leader-elect-resource-name " + name + " is no name of a Lease");
    }

    @ParameterizedTest
    @DisplayName("R5: and a namespace that can be one")
    @ValueSource(strings = {"", "Upper", "a.b"})
    void noNamespace(String namespace) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> at(namespace, "x"))
                .withMessage("--leader-elect-resource-namespace " + namespace + " is no name of a namespace");
    }

    @ParameterizedTest(name = "{0} ms, {1} ms: write {2} ms")
    @DisplayName(
            "a write that begins at the renew deadline has ended before the lease can be taken, and takes 10 s at most")
    @CsvSource({"15000, 10000, 5000", "3000, 2000, 1000", "60000, 10000, 10000"})
    void writeTimeout(long lease, long deadline, long write) {
        assertThat(timing(lease, deadline, 500).writeTimeout()).isEqualTo(Duration.ofMillis(write));
    }

    @ParameterizedTest(name = "{0} ms: {1} ms")
    @DisplayName(
            "R5: a request for the lease takes half of the renew deadline at most, or a second, as in the reference")
    @CsvSource({"10000, 5000", "2000, 1000", "1000, 1000"})
    void requestTimeout(long deadline, long request) {
        assertThat(timing(15000, deadline, 500).requestTimeout()).isEqualTo(Duration.ofMillis(request));
    }

    private static LeaderElectionConfig timing(long lease, long deadline, long retry) {
        return new LeaderElectionConfig(
                DEFAULT.namespace(),
                DEFAULT.name(),
                Duration.ofMillis(lease),
                Duration.ofMillis(deadline),
                Duration.ofMillis(retry));
    }

    private static LeaderElectionConfig at(String namespace, String name) {
        return new LeaderElectionConfig(
                namespace, name, DEFAULT.leaseDuration(), DEFAULT.renewDeadline(), DEFAULT.retryPeriod());
    }
}
