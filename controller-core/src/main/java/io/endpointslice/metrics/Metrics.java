package io.endpointslice.metrics;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.queue.QueueListener;
import io.endpointslice.sync.SyncListener;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * All metrics of one process: those of the reference under its names (R4), our own, those of the JVM and the process. Every
 * update costs the same however large the cluster is, or follows the slices that are written.
 */
public final class Metrics {
    /** The type of {@link #text}. */
    public static final String CONTENT_TYPE = MetricsText.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final QueueMetrics queues;
    private final SyncListener listener;
    private volatile Vitals vitals = Vitals.NONE;
    private volatile LongSupplier droppedEvents = () -> 0;

    /**
     * Metrics of which nothing has happened yet.
     *
     * @param clock the wall clock, which trigger times are held against
     */
    public Metrics(ControllerConfig config, InstantSource clock) {
        Subsystem own = new Subsystem(registry, "endpointslice_controller");
        queues = new QueueMetrics(new Subsystem(registry, "workqueue"), () -> vitals.queues());
        listener = new SyncMetrics(own, config.loops().keySet())
                .and(new WriteMetrics(own, config.loops().keySet()))
                .and(new StoredMetrics(own, config.maxEndpointsPerSlice(), clock))
                .and(new OnlyOf(ControllerName.SLICES, new SliceMetrics(registry)))
                .and(new OnlyOf(ControllerName.ENDPOINTS, new EndpointsMetrics(own)))
                .and(new OnlyOf(ControllerName.MIRRORING, new MirroringMetrics(registry)));
        own.counter("events_dropped_total", "Events that were not recorded", () -> droppedEvents.getAsLong());
        VitalMetrics.register(own, () -> vitals);
        JvmMetrics.builder().register(registry);
    }

    /** To be told of every sync and write. */
    public SyncListener listener() {
        return listener;
    }

    /** To be told of everything in that controller's queue. */
    public QueueListener queue(ControllerName controller) {
        return queues.of(controller);
    }

    /** From now on asks there for what is asked for only when metrics are read. */
    public void ask(Vitals source) {
        vitals = source;
    }

    /** From now on asks there how many events were dropped. */
    public void askForDroppedEvents(LongSupplier dropped) {
        droppedEvents = dropped;
    }

    /** All of them as text, of the type {@link #CONTENT_TYPE}. */
    public String text() {
        return MetricsText.of(registry.scrape());
    }
}
