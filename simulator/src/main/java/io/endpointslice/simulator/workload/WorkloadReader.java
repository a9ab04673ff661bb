package io.endpointslice.simulator.workload;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ConfigException;
import io.endpointslice.config.ControllerConfig;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a workload from YAML. Every mistake is one line: file, line, what is wrong, and what belongs there. */
public final class WorkloadReader {
    private static final int MOST_PODS = 1_000_000;
    private static final int MOST_NODES = 20_000;
    private static final int DEFAULT_QPS = 20;
    private static final int MOST_QPS = 10_000;
    private static final NodePool DEFAULT_NODES = new NodePool(60, 3, 110);
    private static final Allowance QUARTER = new Allowance(25, true);
    private static final Span DEFAULT_STARTUP = new Span(1_000, 3_000);
    private static final Span DEFAULT_TERMINATION = new Span(1_000, 3_000);

    private final String source;
    private final Fields file;

    private WorkloadReader(String source, Fields file) {
        this.source = source;
        this.file = file;
    }

    /**
     * The workload in that text.
     *
     * @param source where it comes from, for messages; the part after the last / and before the dot is the default name
     * @throws ConfigException if it is no workload
     */
    public static Workload read(String source, String text) {
        return new WorkloadReader(source, new Fields(source, "a workload", root(source, text))).workload();
    }

    private static Node root(String source, String text) {
        try {
            return new Compose(LoadSettings.builder().setLabel(source).build())
                    .composeString(text)
                    .orElseThrow(() -> new ConfigException(
                            source + ":1: this is no workload, which would have deployments, services and events"));
        } catch (MarkedYamlEngineException failure) {
            int line = failure.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new ConfigException(source + ":" + line + ": " + oneLine(failure.getProblem()), failure);
        } catch (YamlEngineException failure) {
            throw new ConfigException(source + ":1: " + oneLine(String.valueOf(failure.getMessage())), failure);
        }
    }

    private static String oneLine(String reason) {
        return reason.lines().findFirst().orElse("this is no YAML");
    }

    private Workload workload() {
        String name = file.text("name").orElse(baseName(source));
        String about = file.text("about").orElse("");
        int cap = file.number("maxEndpointsPerSlice", 1, ControllerConfig.MAX_ENDPOINTS_PER_SLICE_LIMIT, 100);
        int seed = file.number("seed", 0, Integer.MAX_VALUE, 1);
        int qps = file.number("controllerQps", 1, MOST_QPS, DEFAULT_QPS);
        NodePool nodes =
                file.fields("nodes", "nodes").map(WorkloadReader::nodes).orElse(DEFAULT_NODES);
        ImmutableList<Deployment> deployments =
                distinct(file.list("deployments", "a deployment"), WorkloadReader::deployment, Deployment::name);
        ImmutableList<PublishingService> services =
                distinct(file.list("services", "a service"), WorkloadReader::service, PublishingService::name);
        HappeningReader events = new HappeningReader(
                deployments.stream().map(Deployment::name).collect(toImmutableList()),
                services.stream().map(PublishingService::name).collect(toImmutableList()));
        ImmutableList<Happening> happenings =
                file.list("events", "an event").stream().map(events::read).collect(toImmutableList());
        file.end();
        if (services.isEmpty()) {
            throw file.mistakeAt("services", "the workload has no service whose slices could be written");
        }
        return new Workload(name, about, cap, seed, qps, nodes, deployments, services, happenings);
    }

    private static String baseName(String source) {
        String file = source.substring(source.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private static NodePool nodes(Fields fields) {
        int count = fields.number("count", 1, MOST_NODES, DEFAULT_NODES.count());
        int zones = fields.number("zones", 1, MOST_NODES, DEFAULT_NODES.zones());
        int pods = fields.number("podsPerNode", 1, MOST_PODS, DEFAULT_NODES.podsPerNode());
        fields.end();
        return new NodePool(count, zones, pods);
    }

    private static Deployment deployment(Fields fields) {
        String name = name(fields);
        int replicas = fields.requiredNumber("replicas", 0, MOST_PODS);
        Deployment deployment = new Deployment(
                name,
                replicas,
                fields.labels("labels").orElse(ImmutableMap.of("app", name)),
                fields.allowance("maxSurge", QUARTER),
                fields.allowance("maxUnavailable", QUARTER),
                fields.span("startup", DEFAULT_STARTUP),
                fields.span("termination", DEFAULT_TERMINATION));
        fields.end();
        return deployment;
    }

    private static PublishingService service(Fields fields) {
        String name = name(fields);
        PublishingService service =
                new PublishingService(name, fields.labels("selector").orElse(ImmutableMap.of("app", name)));
        fields.end();
        return service;
    }

    private static String name(Fields fields) {
        String name = fields.requiredText("name");
        if (!name.matches("[a-z]([-a-z0-9]{0,40}[a-z0-9])?")) {
            throw fields.mistakeAt(
                    "name", "name: '" + name + "' is not up to 42 lower-case letters, digits and -, from a letter on");
        }
        return name;
    }

    private static <T> ImmutableList<T> distinct(
            ImmutableList<Fields> entries, Function<Fields, T> reader, Function<T, String> namer) {
        Set<String> names = new HashSet<>();
        ImmutableList.Builder<T> values = ImmutableList.builder();
        for (Fields entry : entries) {
            T value = reader.apply(entry);
            if (!names.add(namer.apply(value))) {
                throw entry.mistakeAt("name", "name: '" + namer.apply(value) + "' stands twice");
            }
            values.add(value);
        }
        return values.build();
    }
}
