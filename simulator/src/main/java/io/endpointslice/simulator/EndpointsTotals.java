package io.endpointslice.simulator;

/**
 * What the legacy Endpoints objects of the same Services cost in the same time, without those of the initial syncs. They do not
 * depend on the policy.
 *
 * @param writes objects written, each at most 1,000 addresses
 * @param bytesWritten payload bytes of these objects: their subsets as JSON, see {@link Payload}
 */
public record EndpointsTotals(int writes, long bytesWritten) {}
