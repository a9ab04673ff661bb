package io.endpointslice.simulator.story;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.endpointslice.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of any kind. */
class StoryFileTest {
    @DisplayName("files that cannot be read")
    @Test
    void files(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.json");
        assertThatThrownBy(() -> StoryFile.read(missing)).hasMessage(missing + ": no such file");
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> StoryFile.read(binary)).hasMessage(binary + ": is not text in UTF-8");
        assertThatThrownBy(() -> StoryFile.read(folder))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(folder + ": cannot be read: ");
    }
}
