package io.endpointslice.benchmarks;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Running Pods of one Service as an API server shows them, 7 KB of JSON each. */
final class SamplePods {
    private static final int NODES = 500;

    private final String template;

    SamplePods() {
        try {
            template = Resources.toString(Resources.getResource(SamplePods.class, "pod.json"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Pod of that number: name, uid, version, address and node are its own. */
    String json(int number) {
        return template.replace("web-7d4b9c6f8d-00007", "web-7d4b9c6f8d-%05d".formatted(number))
                .replace("000000000007", "%012x".formatted(number))
                .replace("\"100007\"", "\"" + (100_000 + number) + "\"")
                .replace("10.0.0.7", "10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255))
                .replace("node-7", "node-" + number % NODES);
    }
}
