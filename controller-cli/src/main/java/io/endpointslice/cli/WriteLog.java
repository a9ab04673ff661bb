package io.endpointslice.cli;

import static java.util.stream.Collectors.joining;

import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.WriteResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes in the log at debug level: which slice, why, and the answer if it was a refusal. */
final class WriteLog implements SyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(WriteLog.class);

    @Override
    public void wrote(SliceWrite write, WriteResult result) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} {}/{}: {}{}",
                    write.verb(),
                    write.slice().meta().namespace(),
                    name(write, result),
                    write.reasons().stream().map(Reason::text).collect(joining(", ")),
                    isDone(result) ? "" : " -> " + result);
        }
    }

    private static boolean isDone(WriteResult result) {
        return result instanceof WriteResult.Stored || result instanceof WriteResult.Deleted;
    }

    private static String name(SliceWrite write, WriteResult result) {
        if (result instanceof WriteResult.Stored stored) {
            return stored.slice().name();
        }
        return write.slice().name().isEmpty()
                ? write.slice().meta().generateName()
                : write.slice().name();
    }
}
