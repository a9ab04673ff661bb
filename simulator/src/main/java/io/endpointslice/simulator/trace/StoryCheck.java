package io.endpointslice.simulator.trace;

import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.config.ConfigException;
import java.util.BitSet;

/** Whether the steps of a trace can happen one after the other: nobody goes who is not there, nobody comes twice. */
final class StoryCheck {
    private final String source;
    private final BitSet present = new BitSet();
    private final BitSet terminating = new BitSet();
    private final BitSet touched = new BitSet();
    private String where = "";

    private StoryCheck(String source, int initialPods) {
        this.source = source;
        present.set(0, initialPods);
    }

    /**
     * Follows the Pods through the trace.
     *
     * @param lines the line of each step
     * @throws ConfigException at the first step that can't happen
     */
    static void check(String source, Trace trace, ImmutableIntArray lines) {
        StoryCheck check = new StoryCheck(source, trace.initialPods());
        for (int i = 0; i < lines.length(); i++) {
            check.where = lines.get(i) + ": step " + (i + 1);
            check.step(trace.steps().get(i));
        }
    }

    private void step(TraceStep step) {
        touched.clear();
        step.remove().forEach(pod -> {
            requirePresent(pod, "remove");
            present.clear(pod);
            terminating.clear(pod);
        });
        step.add().forEach(pod -> come(pod, "add"));
        step.addNotReady().forEach(pod -> come(pod, "addNotReady"));
        step.update().forEach(pod -> requirePresent(pod, "update"));
        step.terminate().forEach(pod -> {
            requirePresent(pod, "terminate");
            require(!terminating.get(pod), "terminate", pod, "terminates already");
            terminating.set(pod);
        });
    }

    private void come(int pod, String list) {
        touch(pod, list);
        require(!present.get(pod), list, pod, "is there already");
        present.set(pod);
    }

    private void requirePresent(int pod, String list) {
        touch(pod, list);
        require(present.get(pod), list, pod, "is not there");
    }

    private void touch(int pod, String list) {
        require(!touched.get(pod), list, pod, "stands twice in this step");
        touched.set(pod);
    }

    private void require(boolean holds, String list, int pod, String otherwise) {
        if (!holds) {
            throw new ConfigException(source + ":" + where + ": " + list + ": Pod " + pod + " " + otherwise);
        }
    }
}
