package io.endpointslice.model;

import java.util.Optional;

/**
 * One entry of a Service's {@code spec.ports}.
 *
 * @param name empty if the port has none
 * @param protocol TCP, UDP or SCTP
 * @param appProtocol {@code spec.ports[].appProtocol} if set
 */
public record ServicePort(String name, String protocol, TargetPort targetPort, Optional<String> appProtocol) {}
