package io.endpointslice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The progress bar of {@code simulate}. */
class RunProgressTest {
    private static final int WIDTH = 60;

    private static String drawn(boolean unicode) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RunProgress progress = new RunProgress.Bar(new PrintStream(bytes, true, UTF_8), WIDTH, unicode, 3)) {
            progress.ran();
            progress.ran();
            progress.ran();
        }
        return bytes.toString(UTF_8);
    }

    @DisplayName("one line that is drawn over, says how many are done, fits the terminal, and is gone at the end")
    @Test
    void drawnOver() {
        String all = drawn(true);

        List<String> drawings = List.of(all.split("\r"));
        assertThat(drawings).anySatisfy(line -> assertThat(line).contains("simulate", "3/3"));
        assertThat(drawings)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(WIDTH).doesNotContain("\n"));
        assertThat(all).endsWith("\r" + " ".repeat(WIDTH - 1) + "\r");
    }

    @DisplayName("nothing but ASCII where the locale has nothing else")
    @Test
    void ascii() {
        assertThat(drawn(false)).matches("\\p{ASCII}+");
        assertThat(drawn(true)).contains("█");
    }
}
