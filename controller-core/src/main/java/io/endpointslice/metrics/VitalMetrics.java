package io.endpointslice.metrics;

import io.endpointslice.kube.WatchFigures;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How the process as a whole fares: whether it knows the cluster, leads, and watches. Asked for only when it is read. */
final class VitalMetrics {
    private final Subsystem subsystem;
    private final Supplier<Vitals> vitals;

    private VitalMetrics(Subsystem subsystem, Supplier<Vitals> vitals) {
        this.subsystem = subsystem;
        this.vitals = vitals;
    }

    static void register(Subsystem subsystem, Supplier<Vitals> vitals) {
        VitalMetrics metrics = new VitalMetrics(subsystem, vitals);
        metrics.flag("ready", "1 if all of the cluster is known, else 0", Vitals::isReady);
        metrics.flag("leader", "1 if this process writes and no other does, else 0", Vitals::isLeading);
        subsystem.gauge(
                "nodes",
                "Nodes, which receive every write of a slice",
                () -> vitals.get().nodes());
        metrics.watches();
    }

    private void flag(String name, String help, Predicate<Vitals> isSet) {
        subsystem.gauge(name, help, () -> isSet.test(vitals.get()) ? 1 : 0);
    }

    private void watches() {
        subsystem.gauge(
                "watching",
                "1 if there is a watch on the resource, else 0",
                "resource",
                told -> tell(told::call, watch -> watch.watching() ? 1 : 0));
        subsystem.counter(
                "watch_restarts_total",
                "Watches that could not go on and began anew with a list",
                "resource",
                told -> tell(told::call, watch -> Math.max(0, watch.lists() - 1)));
        subsystem.counter(
                "watch_failures_total",
                "Lists and watches that failed and were tried again",
                "resource",
                told -> tell(told::call, WatchFigures::failures));
    }

    /** Takes a value with that of its label. */
    private interface Told {
        void call(double value, String... label);
    }

    private void tell(Told told, ToDoubleFunction<WatchFigures> value) {
        vitals.get().watches().forEach((resource, watch) -> told.call(value.applyAsDouble(watch), resource));
    }
}
