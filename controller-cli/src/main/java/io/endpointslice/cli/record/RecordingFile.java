package io.endpointslice.cli.record;

import io.endpointslice.config.ConfigException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of a recording: there only when something is recorded.
 *
 * @param overwrite whether it may take the place of a file that is there
 */
public record RecordingFile(Path path, boolean overwrite) {
    /**
     * Says early what {@link #open} would say.
     *
     * @throws ConfigException if there is such a file that must stay
     */
    public void check() {
        if (!overwrite && Files.exists(path)) {
            throw isThere();
        }
    }

    /**
     * Begins the file.
     *
     * @throws ConfigException if it can't be written, or is there and must stay
     */
    Writer open() {
        OpenOption[] options = overwrite
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            return Files.newBufferedWriter(path, options);
        } catch (FileAlreadyExistsException there) {
            throw isThere();
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    private ConfigException isThere() {
        return new ConfigException(path + ": is there already: name another file, or give --overwrite");
    }

    /** For the user, what went wrong while it was written. */
    ConfigException unwritable(IOException failure) {
        return new ConfigException(path + ": cannot be written: " + failure.getMessage(), failure);
    }
}
