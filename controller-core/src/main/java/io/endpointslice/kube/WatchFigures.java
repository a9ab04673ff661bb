package io.endpointslice.kube;

/**
 * How the list and watch of one resource have fared since the start.
 *
 * @param watching whether there is a watch now
 * @param lists how often everything was listed; above 1, watches had to begin anew
 * @param failures how often a list or watch failed
 */
public record WatchFigures(boolean watching, int lists, int failures) {}
