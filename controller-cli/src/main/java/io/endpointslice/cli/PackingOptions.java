package io.endpointslice.cli;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.PackingPolicyName;
import java.util.Arrays;
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
    private double rewriteBudget = ControllerConfig.DEFAULT.rewriteBudget();

    @Option(
            names = "--packing",
            paramLabel = "POLICY",
            defaultValue = "churn-aware",
            converter = PolicyName.class,
            description = {
                "How endpoints are spread over slices (default: ${DEFAULT-VALUE}).",
                "minimal: as few writes as possible; merging: and slices that are written anyway are merged; churn-aware: and "
                        + "endpoints that are expected to change together stand together."
            })
    void setPacking(PackingPolicyName value) {
        packing = value;
    }

    @Option(
            names = "--rewrite-budget",
            paramLabel = "FRACTION",
            defaultValue = "0.05",
            converter = Fraction.class,
            description =
                    "The share of a Service's slice writes that churn-aware may make in addition to save later ones, 0 to "
                            + "1; with 0 no sync makes more writes than it needs (default: ${DEFAULT-VALUE}).")
    void setRewriteBudget(double value) {
        rewriteBudget = value;
    }

    /** The default configuration with these options. */
    ControllerConfig config() {
        return ControllerConfig.DEFAULT
                .withMaxEndpointsPerSlice(size.maxEndpointsPerSlice())
                .withPacking(packing)
                .withRewriteBudget(rewriteBudget);
    }

    private static final class PolicyName implements ITypeConverter<PackingPolicyName> {
        @Override
        public PackingPolicyName convert(String text) {
            return Arrays.stream(PackingPolicyName.values())
                    .filter(policy -> policy.toString().equals(text))
                    .findAny()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of " + names()));
        }

        private static String names() {
            return Arrays.stream(PackingPolicyName.values())
                    .map(PackingPolicyName::toString)
                    .collect(Collectors.joining(", "));
        }
    }

    /** A number from 0 to 1. */
    static final class Fraction implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            if (text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                double value = Double.parseDouble(text);
                if (value <= 1) {
                    return value;
                }
            }
            throw new TypeConversionException("'" + text + "' is not a number between 0 and 1, such as 0.05");
        }
    }
}
