package io.endpointslice.cli;

import io.endpointslice.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is to write. */
final class TargetFile {
    private TargetFile() {}

    /**
     * Mistakes that can be seen before there is anything to write.
     *
     * @throws ConfigException if there can't be such a file
     */
    static void check(Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigException(file + ": is a folder: name a file in it");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new ConfigException(file + ": there is no folder " + folder + ": make it first");
        }
    }
}
