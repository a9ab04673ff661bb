package io.endpointslice.e2e.benchmark;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux says of a process.
 *
 * @param cpuMillis user and system time of all its threads since it was started, in steps of 10 ms
 * @param residentMegabytes of memory now, in 10^6 bytes
 * @param peakMegabytes of memory at most so far, in 10^6 bytes
 */
public record ProcessStatus(double cpuMillis, double residentMegabytes, double peakMegabytes) {
    /** Linux counts in 1/100 s for programs on every architecture that the JDK runs on. */
    private static final int MILLIS_PER_TICK = 10;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final double KIBIBYTES_PER_MEGABYTE = 1_000_000 / 1024.0;

    public static ProcessStatus of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"));
            // the program's name in parentheses may have spaces; what follows is counted from the state
            List<String> fields = Splitter.on(' ').splitToList(stat.substring(stat.lastIndexOf(')') + 2));
            long ticks = Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME));
            List<String> status = Files.readAllLines(folder.resolve("status"));
            return new ProcessStatus(ticks * MILLIS_PER_TICK, megabytes(status, "VmRSS:"), megabytes(status, "VmHWM:"));
        } catch (IOException e) {
            throw new IllegalStateException("The process " + pid + " has ended, or this is not Linux: no " + folder, e);
        }
    }

    private static double megabytes(List<String> status, String name) {
        String line = status.stream()
                .filter(candidate -> candidate.startsWith(name))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(CharMatcher.inRange('0', '9').retainFrom(line)) / KIBIBYTES_PER_MEGABYTE;
    }
}
