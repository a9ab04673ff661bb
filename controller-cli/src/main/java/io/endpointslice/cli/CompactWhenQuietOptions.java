package io.endpointslice.cli;

import io.endpointslice.config.CompactionConfig;
import io.endpointslice.config.ConfigException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether {@code run} merges the slices of Services that are quiet, and how fast. */
final class CompactWhenQuietOptions {
    @Option(
            names = "--compact-when-quiet",
            paramLabel = "DURATION",
            arity = "0..1",
            fallbackValue = "10m",
            converter = GoDuration.class,
            description =
                    "Merge the slices of a Service of which nothing has changed for so long, ${FALLBACK-VALUE} if no"
                            + " duration is given (default: never).")
    private Optional<Duration> quietFor = Optional.empty();

    @Option(
            names = "--compact-rate",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "With --compact-when-quiet, the most writes a second that merge slices, of all Services together, on"
                            + " average (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--compact-worth",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "With --compact-when-quiet, how many writes one slice less is worth (default: ${DEFAULT-VALUE}).")
    private int worth;

    /**
     * What they come to; empty if nothing is to be merged.
     *
     * @throws ConfigException if one of them is out of range
     */
    Optional<CompactionConfig> config() {
        checkRate("--compact-rate", rate);
        checkWorth("--compact-worth", worth);
        if (quietFor.filter(Duration::isZero).isPresent()) {
            throw new ConfigException("--compact-when-quiet must be above 0; without it nothing is merged");
        }
        return quietFor.map(duration -> new CompactionConfig(duration, rate, worth));
    }

    /** A rate has to be one that time can be divided by. */
    static void checkRate(String option, double rate) {
        if (!(rate > 0 && rate <= CompactionConfig.MAX_RATE)) {
            throw new ConfigException(
                    option + " must be above 0 and at most " + (int) CompactionConfig.MAX_RATE + ", not " + rate);
        }
    }

    static void checkWorth(String option, int worth) {
        if (worth < 1) {
            throw new ConfigException(option + " must be 1 or more, not " + worth);
        }
    }
}
