package io.endpointslice.e2e.benchmark;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where it was measured.
 *
 * @param processor its model
 * @param memory as the kernel states it, such as {@code 24610812 kB}
 */
record Machine(int processors, String processor, String memory, String kernel, String jdk) {
    static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                first("/proc/cpuinfo", "model name"),
                first("/proc/meminfo", "MemTotal"),
                System.getProperty("os.version"),
                System.getProperty("java.vm.version"));
    }

    private static String first(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line ->
                            Iterables.getLast(Splitter.on(':').trimResults().split(line)))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
