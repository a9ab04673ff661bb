package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Results as a file for programs. */
public final class JsonReport {
    private JsonReport() {}

    /**
     * The content of the file.
     *
     * @param date of the end, in UTC
     */
    private record Document(String date, Machine machine, ImmutableList<?> results) {}

    /** Writes the results and where they were measured to the file that {@code --json} names. */
    public static void save(Path file, List<?> results) {
        Document document = new Document(Instant.now().toString(), Machine.here(), ImmutableList.copyOf(results));
        try {
            Files.writeString(file, new KubernetesSerialization().asJson(document) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("--json " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
