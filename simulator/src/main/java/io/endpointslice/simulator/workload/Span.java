package io.endpointslice.simulator.workload;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Random;

/** A time that is drawn anew each time: any from {@code least} to {@code most} milliseconds is as likely. */
public record Span(long least, long most) {
    public Span {
        checkArgument(least >= 0 && least <= most, "from %s to %s ms", least, most);
    }

    /** Always as long. */
    public static Span of(long millis) {
        return new Span(millis, millis);
    }

    /** One of them, in milliseconds. */
    public long draw(Random random) {
        return least + random.nextLong(most - least + 1);
    }
}
