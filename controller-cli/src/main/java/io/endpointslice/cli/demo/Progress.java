package io.endpointslice.cli.demo;

/**
 * How far a rollout is.
 *
 * @param pods all that are to be replaced
 * @param replaced old ones that have ended or are ending, each of which has a ready successor
 * @param starting new ones that are not ready yet
 * @param terminating old ones that are still there
 */
record Progress(int pods, int replaced, int starting, int terminating) {}
