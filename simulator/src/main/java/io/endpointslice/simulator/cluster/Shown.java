package io.endpointslice.simulator.cluster;

import com.google.common.collect.ImmutableList;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import java.util.ArrayList;
import java.util.List;

/** What watches have been shown so far, gathered into moments. */
final class Shown {
    private final Agenda agenda;
    private final ImmutableList.Builder<Moment> moments = ImmutableList.builder();
    private final List<Change> current = new ArrayList<>();
    private long at;

    Shown(Agenda agenda) {
        this.agenda = agenda;
    }

    /** Is shown now; what happens at 0 is shown at 1 ms, after the start. */
    void show(Change change) {
        long now = Math.max(1, agenda.now());
        if (now != at) {
            close();
            at = now;
        }
        current.add(change);
    }

    private void close() {
        if (!current.isEmpty()) {
            moments.add(new Moment(at, ImmutableList.copyOf(current)));
            current.clear();
        }
    }

    /** All moments. */
    ImmutableList<Moment> moments() {
        close();
        return moments.build();
    }
}
