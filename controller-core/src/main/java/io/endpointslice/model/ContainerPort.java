package io.endpointslice.model;

/**
 * One named port of a Pod's containers. Ports without a name are not kept: no rule looks at them.
 *
 * @param name never empty
 * @param protocol TCP, UDP or SCTP
 * @param port 1..65535
 */
public record ContainerPort(String name, String protocol, int port) {}
