package io.endpointslice.cli;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.PackingPolicyName;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that change what a plan looks like; the same for {@code run}, {@code plan}, {@code diff} and {@code demo}. */
final class PackingOptions {
    @Mixin
    private final SliceSizeOption size = new SliceSizeOption();

    private PackingPolicyName packing = ControllerConfig.DEFAULT.packing();

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
                .withMaxEndpointsPerSlice(size.maxEndpointsPerSlice())
                .withPacking(packing);
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
