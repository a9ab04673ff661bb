package io.endpointslice.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.model.ServiceKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateNameTest {
    @DisplayName("E11: the Service's name with a dash, if names that begin so are valid")
    @ParameterizedTest
    @CsvSource({"web,web-", "my.web,my.web-", "Web,Web"})
    void dashIfValid(String serviceName, String generateName) {
        assertThat(of(serviceName)).isEqualTo(generateName);
    }

    @DisplayName("E11: the longest name has no dash")
    @Test
    void longest() {
        assertThat(of("a".repeat(252))).endsWith("-");
        assertThat(of("a".repeat(253))).doesNotEndWith("-");
    }

    private static String of(String serviceName) {
        return GenerateName.of(new ServiceKey("shop", serviceName));
    }
}
