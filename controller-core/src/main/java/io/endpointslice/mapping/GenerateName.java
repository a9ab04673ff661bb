package io.endpointslice.mapping;

import io.endpointslice.model.ServiceKey;
import java.util.regex.Pattern;

/** What the names of a Service's slices begin with (E11). */
public final class GenerateName {
    private static final int LONGEST_NAME = 253;
    private static final Pattern DNS_SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private GenerateName() {}

    /** {@code <service>-}, or without the dash if names that begin so would not be valid. */
    public static String of(ServiceKey service) {
        String name = service.name();
        boolean valid = name.length() + 1 <= LONGEST_NAME
                && DNS_SUBDOMAIN.matcher(name + "a").matches();
        return valid ? name + "-" : name;
    }
}
