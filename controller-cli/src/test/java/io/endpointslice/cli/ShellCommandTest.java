package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands to be typed again. */
class ShellCommandTest {
    @DisplayName("words that a shell takes as they are stand as they are, others in quotes")
    @Test
    void quoted() {
        assertThat(ShellCommand.of("simulate", List.of("a/b-1.json", "--seed=3", "my trace", "it's", "$(x)", "")))
                .isEqualTo("simulate a/b-1.json --seed=3 'my trace' 'it'\\''s' '$(x)' ''");
    }
}
