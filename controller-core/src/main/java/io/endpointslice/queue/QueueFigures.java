package io.endpointslice.queue;

/**
 * What a queue has done and has to do, at one moment.
 *
 * @param depth keys that could be handed out now, or as soon as they are done; delayed ones that are not due left aside
 * @param delayed keys that are not due yet
 * @param working keys that are being worked on
 * @param added how often a key was asked for, since the start; retries included
 * @param retried how often a run failed and was to be repeated, since the start
 */
public record QueueFigures(int depth, int delayed, int working, long added, long retried) {}
