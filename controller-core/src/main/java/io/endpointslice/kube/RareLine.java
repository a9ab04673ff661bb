package io.endpointslice.kube;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Says what goes on and on once at first, and then at most every 10 s. */
final class RareLine {
    private static final Duration REPEAT = Duration.ofSeconds(10);

    private final Ticker ticker;
    private final Consumer<String> log;
    private final Map<String, Long> lastSaid = new HashMap<>();

    /**
     * Nothing was said yet.
     *
     * @param log takes one line
     */
    RareLine(Ticker ticker, Consumer<String> log) {
        this.ticker = ticker;
        this.log = log;
    }

    /** Says the line, unless something of that topic was said less than 10 s ago. */
    synchronized void say(String topic, String line) {
        long now = ticker.read();
        Long last = lastSaid.get(topic);
        if (last == null || now - last >= REPEAT.toNanos()) {
            lastSaid.put(topic, now);
            log.accept(line);
        }
    }
}
