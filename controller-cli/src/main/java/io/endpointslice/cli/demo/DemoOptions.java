package io.endpointslice.cli.demo;

import io.endpointslice.config.ControllerConfig;

/**
 * How a demo goes.
 *
 * @param seed of names, and of the order and times of the rollout
 * @param live whether the output is a terminal on which the rollout may be drawn in place
 * @param bars how bars are drawn
 * @param keepRunning whether it goes on until the process is ended
 */
public record DemoOptions(long seed, ControllerConfig config, boolean live, Bars bars, boolean keepRunning) {}
