package io.endpointslice.cli;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.PackingPolicyName;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that change what a plan looks like; the same for {@code run}, {@code plan}, {@code diff} and {@code demo}. */
final class PackingOptions {
    private int maxEndpointsPerSlice = ControllerConfig.DEFAULT.maxEndpointsPerSlice();
    private PackingPolicyName packing = ControllerConfig.DEFAULT.packing();

    @Option(
            names = "--max-endpoints-per-slice",
            paramLabel = "N",
            defaultValue = "100",
            converter = MaxEndpoints.class,
            description = "The most endpoints that one slice may hold, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    void setMaxEndpointsPerSlice(int value) {
        maxEndpointsPerSlice = value;
    }

    @Option(
            names = "--packing",
            paramLabel = "POLICY",
            defaultValue = "merging",
            converter = PolicyName.class,
            description = {
                "How endpoints are spread over slices (default: ${DEFAULT-VALUE}).",
                "minimal: as few writes as possible; merging: and slices that are written anyway are merged."
            })
    void setPacking(PackingPolicyName value) {
        packing = value;
    }

    /** The default configuration with these options. */
    ControllerConfig config() {
        return ControllerConfig.DEFAULT
                .withMaxEndpointsPerSlice(maxEndpointsPerSlice)
                .withPacking(packing);
    }

    /** A number of endpoints that a slice may be limited to. */
    static final class MaxEndpoints implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int limit = ControllerConfig.MAX_ENDPOINTS_PER_SLICE_LIMIT;
            if (text.matches("[0-9]{1,9}")) {
                int value = Integer.parseInt(text);
                if (value >= 1 && value <= limit) {
                    return value;
                }
            }
            throw new TypeConversionException("'" + text + "' is not a number between 1 and " + limit);
        }
    }

    private static final class PolicyName implements ITypeConverter<PackingPolicyName> {
        @Override
        public PackingPolicyName convert(String text) {
            return Arrays.stream(PackingPolicyName.values())
                    .filter(policy -> name(policy).equals(text))
                    .findAny()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of " + names()));
        }

        private static String name(PackingPolicyName policy) {
            return policy.name().toLowerCase(Locale.ROOT);
        }

        private static String names() {
            return Arrays.stream(PackingPolicyName.values())
                    .map(PolicyName::name)
                    .collect(Collectors.joining(", "));
        }
    }
}
