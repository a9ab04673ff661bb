package io.endpointslice.cli;

import static java.util.stream.Collectors.joining;

import io.endpointslice.config.ControllerName;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.WriteResult;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes in the log at debug level: which slice, why, and the answer if it was a refusal. */
final class WriteLog implements SyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(WriteLog.class);

    @Override
    public void wrote(ControllerName controller, Write write, WriteResult result, Duration latency) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} {} {}/{}: {}{}",
                    controller,
                    write.verb(),
                    write.meta().namespace(),
                    name(write, result),
                    write.reasons().stream().map(Reason::text).collect(joining(", ")),
                    isDone(result) ? "" : " -> " + result);
        }
    }

    private static boolean isDone(WriteResult result) {
        return result instanceof WriteResult.Stored || result instanceof WriteResult.Deleted;
    }

    private static String name(Write write, WriteResult result) {
        if (result instanceof WriteResult.Stored stored) {
            return stored.meta().name();
        }
        return write.meta().name().isEmpty()
                ? write.meta().generateName()
                : write.meta().name();
    }
}
