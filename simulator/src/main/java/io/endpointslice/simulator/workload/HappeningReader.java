package io.endpointslice.simulator.workload;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** Reads one event of a workload. Which one it is, is said by the field that names what it happens to. */
final class HappeningReader {
    private static final int MOST = 1_000_000;
    private static final int WHOLE = 100;
    private static final long MINUTE = 60_000;
    private static final Span DEFAULT_STARTUP = new Span(1_000, 3_000);

    private final ImmutableList<String> deployments;
    private final ImmutableList<String> services;

    HappeningReader(ImmutableList<String> deployments, ImmutableList<String> services) {
        this.deployments = deployments;
        this.services = services;
    }

    Happening read(Fields fields) {
        long at = fields.requiredDuration("at");
        Happening event = read(fields, at);
        fields.end();
        return event;
    }

    private Happening read(Fields fields, long at) {
        if (fields.has("rollout")) {
            return new Happening.Rollout(at, deployment(fields, "rollout"));
        } else if (fields.has("scale")) {
            return scale(fields, at);
        } else if (fields.has("drain")) {
            return new Happening.Drain(at, fields.requiredNumber("drain", 1, MOST), fields.duration("every", 0));
        } else if (fields.has("fail")) {
            return fail(fields, at);
        } else if (fields.has("flap")) {
            return flap(fields, at);
        } else if (fields.has("switch")) {
            return new Happening.Switch(
                    at,
                    oneOf(fields, "switch", "service", services),
                    fields.labels("selector").orElseThrow(() -> fields.mistakeAt("at", "a switch has no 'selector'")));
        } else if (fields.has("job")) {
            return job(fields, at);
        }
        throw fields.mistakeAt(
                "at",
                "the event does not say what happens: it has one of rollout, scale, drain, fail, flap, switch, job");
    }

    private Happening scale(Fields fields, long at) {
        String deployment = deployment(fields, "scale");
        ImmutableList<Integer> to = fields.numbers("to", 0, MOST);
        int times = fields.number("times", 1, MOST, 1);
        long every = to.size() * times > 1 ? fields.requiredPositive("every") : fields.duration("every", 0);
        return new Happening.Scale(at, deployment, to, every, times);
    }

    private static Happening fail(Fields fields, long at) {
        return new Happening.Fail(
                at,
                fields.requiredNumber("fail", 1, MOST),
                fields.requiredPositive("for"),
                fields.duration("evictAfter", 5 * MINUTE));
    }

    private Happening flap(Fields fields, long at) {
        String deployment = deployment(fields, "flap");
        int percent = fields.requiredNumber("percent", 1, WHOLE);
        long period = fields.requiredPositive("period");
        long down = fields.requiredPositive("down");
        if (down >= period) {
            throw fields.mistakeAt("down", "down must be shorter than the period");
        }
        return new Happening.Flap(at, deployment, percent, period, down, fields.requiredPositive("for"));
    }

    private static Happening job(Fields fields, long at) {
        String name = fields.requiredText("job");
        return new Happening.Job(
                at,
                name,
                fields.labels("labels").orElse(ImmutableMap.of("app", name)),
                fields.requiredNumber("completions", 1, MOST),
                fields.number("parallelism", 1, MOST, 1),
                fields.span("startup", DEFAULT_STARTUP),
                fields.span("run", Span.of(MINUTE)));
    }

    private String deployment(Fields fields, String field) {
        return oneOf(fields, field, "deployment", deployments);
    }

    private static String oneOf(Fields fields, String field, String kind, ImmutableList<String> names) {
        String name = fields.requiredText(field);
        if (!names.contains(name)) {
            String known =
                    names.isEmpty() ? "" : ": those are " + Joiner.on(", ").join(names);
            throw fields.mistakeAt(field, field + ": there is no " + kind + " '" + name + "'" + known);
        }
        return name;
    }
}
