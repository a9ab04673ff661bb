package io.endpointslice.cli.resolve;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ServiceObject;
import io.endpointslice.cli.cluster.ServiceObject.FrontPort;
import io.endpointslice.config.ConfigException;
import io.endpointslice.model.ServiceKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is to be resolved: {@code SERVICE}, {@code SERVICE:PORT}.
 *
 * @param port name or number of a port of the Service; empty for all
 */
public record Target(String service, Optional<String> port) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Splitter COLON = Splitter.on(':').limit(2);

    /**
     * The target of that text.
     *
     * @throws ConfigException if it is none
     */
    public static Target parse(String text) {
        List<String> parts = COLON.splitToList(text);
        Optional<String> port = parts.size() > 1 ? Optional.of(parts.get(1)) : Optional.empty();
        if (!NAME.matcher(parts.get(0)).matches()) {
            throw new ConfigException("'" + parts.get(0) + "' is no name of a Service; give SERVICE or SERVICE:PORT");
        }
        if (port.filter(String::isEmpty).isPresent()) {
            throw new ConfigException("no port follows the colon in '" + text + "'");
        }
        return new Target(parts.get(0), port);
    }

    /**
     * The Service that is meant.
     *
     * @param namespace the only one to look in; empty for all
     * @throws ConfigException if there is none, or more than one
     */
    public ServiceObject serviceIn(List<ServiceObject> services, Optional<String> namespace) {
        ImmutableList<ServiceObject> found = services.stream()
                .filter(candidate -> candidate.facts().key().name().equals(service))
                .filter(candidate -> namespace.isEmpty()
                        || candidate.facts().key().namespace().equals(namespace.get()))
                .collect(toImmutableList());
        if (found.isEmpty()) {
            throw new ConfigException("Service " + service + " does not exist"
                    + namespace.map(name -> " in namespace " + name).orElse(""));
        }
        if (found.size() > 1) {
            throw new ConfigException("Service " + service + " stands in "
                    + found.stream()
                            .map(one -> one.facts().key().namespace())
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ": name the namespace with -n");
        }
        return found.get(0);
    }

    /**
     * The ports that are meant: one, or all of the Service; one that is absent for a Service without ports.
     *
     * @throws ConfigException if it has no such port, or several of that number
     */
    ImmutableList<Optional<FrontPort>> portsOf(ServiceObject object) {
        ServiceKey key = object.facts().key();
        if (port.isEmpty()) {
            return object.ports().isEmpty()
                    ? ImmutableList.of(Optional.empty())
                    : object.ports().stream().map(Optional::of).collect(toImmutableList());
        }
        ImmutableList<FrontPort> found = object.ports().stream()
                .filter(candidate -> isPort(candidate, port.get()))
                .collect(toImmutableList());
        if (found.isEmpty()) {
            throw new ConfigException("Service " + key + " has no port '" + port.get() + "'"
                    + (object.ports().isEmpty() ? "; it has no ports" : "; it has " + list(object.ports())));
        }
        if (found.size() > 1) {
            throw new ConfigException(
                    "port " + port.get() + " of Service " + key + " is ambiguous: " + list(found) + "; give its name");
        }
        return ImmutableList.of(Optional.of(found.get(0)));
    }

    private static boolean isPort(FrontPort candidate, String text) {
        return candidate.name().equals(text)
                || Integer.toString(candidate.number()).equals(text);
    }

    private static String list(List<FrontPort> ports) {
        return ports.stream().map(FrontPort::toString).collect(Collectors.joining(", "));
    }
}
