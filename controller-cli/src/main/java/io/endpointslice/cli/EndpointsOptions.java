package io.endpointslice.cli;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LoopConfig;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options about legacy Endpoints, as they are written (L7) and as they are mirrored (M2). */
final class EndpointsOptions {
    private boolean legacyEndpoints = true;
    private int maxEndpointsPerSubset = ControllerConfig.DEFAULT.maxEndpointsPerSubset();

    @Option(
            names = "--legacy-endpoints",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "true",
            converter = TrueOrFalse.class,
            description =
                    "Whether legacy Endpoints objects are written for Services with a selector; if not, those that stand "
                            + "are left as they are (default: ${DEFAULT-VALUE}).")
    void setLegacyEndpoints(boolean value) {
        legacyEndpoints = value;
    }

    @Option(
            names = "--mirroring-max-endpoints-per-subset",
            paramLabel = "N",
            defaultValue = "1000",
            converter = UpToThousand.class,
            description = "The most addresses of each subset of a hand-written Endpoints that are mirrored, 1 to 1000 "
                    + "(default: ${DEFAULT-VALUE}).")
    void setMaxEndpointsPerSubset(int value) {
        maxEndpointsPerSubset = value;
    }

    /** The configuration with the controllers of Endpoints and of mirrored slices, as these options want them. */
    ControllerConfig applyTo(ControllerConfig config) {
        ControllerConfig all = config.withMaxEndpointsPerSubset(maxEndpointsPerSubset)
                .with(ControllerName.MIRRORING, LoopConfig.DEFAULT)
                .with(ControllerName.ENDPOINTS, LoopConfig.DEFAULT);
        return legacyEndpoints ? all : all.without(ControllerName.ENDPOINTS);
    }

    private static final class TrueOrFalse implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new TypeConversionException("'" + text + "' is neither true nor false");
            };
        }
    }
}
