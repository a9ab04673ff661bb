package io.endpointslice.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ResourceVersionsTest {
    @Test
    void comparesAsNumbersOfAnyLength() {
        assertThat(ResourceVersions.compare("9", "10")).isNegative();
        assertThat(ResourceVersions.compare("10", "9")).isPositive();
        assertThat(ResourceVersions.compare("7", "7")).isZero();
        assertThat(ResourceVersions.compare("007", "7")).isZero();
        assertThat(ResourceVersions.compare("99999999999999999999999", "100000000000000000000000"))
                .isNegative();
    }

    @Test
    @DisplayName("R2: what is no number never makes a view stale for ever")
    void whatIsNoNumberIsNewer() {
        assertThat(ResourceVersions.compare("", "5")).isPositive();
        assertThat(ResourceVersions.compare("5", "x5")).isPositive();
        assertThat(ResourceVersions.compare("x5", "x5")).isZero();
    }
}
