package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random interleavings of own writes, edits by others, delayed events and relists against a small API server: the view is
 * stale exactly while one of our writes is not shown, every edit by others is asked for, and so is every sync that waited.
 */
final class ExpectationHistoryTest {
    private static final ServiceFacts WEB = service("web").build();
    private static final ServiceKey KEY = WEB.key();
    private static final int STEPS = 5_000;

    /** One change as the watch tells it. {@code slice} is what was deleted, if it was. */
    private record Event(Slice slice, boolean gone, boolean own, long version) {}

    private final ClusterState state = new ClusterState();
    private final Map<String, Slice> server = new TreeMap<>();
    private final Deque<Event> undelivered = new ArrayDeque<>();
    /** Names of slices that others changed last. */
    private final Set<String> foreign = new HashSet<>();
    /** Slice name to the version of our write that the informer has not shown. */
    private final Map<String, Long> unseen = new TreeMap<>();

    private long version = 100;
    private int names;
    private boolean waits;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("R2: never fresh while an own write is unseen, never stale for ever")
    void randomHistory(long seed) {
        Random random = new Random(seed);
        state.serviceSeen(WEB);
        view();
        for (int i = 0; i < STEPS; i++) {
            step(random);
            assertThat(state.isStale(ControllerName.SLICES, KEY))
                    .as("seed %s, step %s, unseen %s", seed, i, unseen)
                    .isEqualTo(!unseen.isEmpty());
            waits = !unseen.isEmpty();
        }
        while (!undelivered.isEmpty()) {
            deliver();
        }
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
        assertThat(new HashSet<>(view())).isEqualTo(new HashSet<>(server.values()));
        assertThat(version).as("the history did something").isGreaterThan(STEPS / 4);
    }

    private void step(Random random) {
        switch (random.nextInt(12)) {
            case 0 -> ownCreate(random);
            case 1, 2 -> ownUpdate(random);
            case 3 -> ownDelete(random);
            case 4 -> othersCreate(random);
            case 5 -> othersUpdate(random);
            case 6 -> othersDelete(random);
            case 7 -> {
                if (random.nextInt(10) == 0) {
                    relist(random);
                }
            }
            default -> deliver();
        }
    }

    private void ownCreate(Random random) {
        if (server.size() < 8) {
            Slice stored = fresh("own-" + names++);
            store(stored, true);
            maybeShownBeforeTheAnswer(random);
            state.wrote(ControllerName.SLICES, KEY, stored.meta());
            expect(stored.name(), version);
        }
    }

    private void ownUpdate(Random random) {
        writable(random).ifPresent(before -> {
            Slice stored = Versions.at(before, before.meta().generation() + random.nextInt(2), ++version);
            store(stored, true);
            maybeShownBeforeTheAnswer(random);
            state.wrote(ControllerName.SLICES, KEY, stored.meta());
            expect(stored.name(), version);
        });
    }

    private void ownDelete(Random random) {
        writable(random).ifPresent(before -> {
            remove(before, true);
            maybeShownBeforeTheAnswer(random);
            state.deleted(ControllerName.SLICES, KEY, before.meta());
            expect(before.name(), version);
        });
    }

    private void othersCreate(Random random) {
        boolean reused = names > 0 && random.nextBoolean();
        String name = reused ? "own-" + random.nextInt(names) : "other-" + names++;
        if (server.size() < 8 && !server.containsKey(name)) {
            store(fresh(name), false);
        }
    }

    private void othersUpdate(Random random) {
        any(random, server.values())
                .ifPresent(before ->
                        store(Versions.at(before, before.meta().generation() + random.nextInt(2), ++version), false));
    }

    private void othersDelete(Random random) {
        any(random, server.values()).ifPresent(before -> remove(before, false));
    }

    /** A slice of the view that is the newest: the precondition of every write of ours. */
    private Optional<Slice> writable(Random random) {
        return any(random, view()).filter(slice -> slice.equals(server.get(slice.name())));
    }

    private Slice fresh(String name) {
        version++;
        return Versions.at(slice(WEB, name).build(), "uid-" + version, 1, Long.toString(version));
    }

    private void store(Slice slice, boolean own) {
        server.put(slice.name(), slice);
        record(slice, false, own);
    }

    private void remove(Slice slice, boolean own) {
        version++;
        server.remove(slice.name());
        record(slice, true, own);
    }

    private void record(Slice slice, boolean gone, boolean own) {
        undelivered.add(new Event(slice, gone, own, version));
        if (own) {
            foreign.remove(slice.name());
        } else {
            foreign.add(slice.name());
        }
    }

    private void maybeShownBeforeTheAnswer(Random random) {
        if (random.nextInt(4) == 0) {
            while (!undelivered.isEmpty()) {
                deliver();
            }
        }
    }

    /** Notes an own write as unseen, unless its event was delivered before the answer. */
    private void expect(String name, long written) {
        if (undelivered.stream().anyMatch(event -> event.version() == written)) {
            unseen.put(name, written);
        }
    }

    private void deliver() {
        Event event = undelivered.poll();
        if (event == null) {
            return;
        }
        String name = event.slice().name();
        boolean expected = unseen.containsKey(name);
        Collection<SyncRequest> requests =
                event.gone() ? state.sliceGone("shop", name) : state.sliceSeen(event.slice());
        unseen.computeIfPresent(name, (key, written) -> event.version() >= written ? null : written);
        boolean caughtUp = waits && unseen.isEmpty();
        assertAsked(requests, !event.own());
        if (event.own() && expected && !caughtUp) {
            assertThat(requests).as("our own %s, as expected", name).isEmpty();
        }
    }

    /** The watch breaks: events are lost, and the whole list is shown in any order, then what is no longer in it. */
    private void relist(Random random) {
        undelivered.clear();
        Set<SyncRequest> requests = new HashSet<>();
        Set<String> lostEdits = new HashSet<>(foreign);
        List<Slice> listed = new ArrayList<>(server.values());
        Collections.shuffle(listed, random);
        List<Slice> before = view();
        for (Slice slice : listed) {
            requests.addAll(state.sliceSeen(slice));
            unseen.remove(slice.name());
            assertStale();
        }
        for (Slice slice : before) {
            if (!server.containsKey(slice.name())) {
                requests.addAll(state.sliceGone("shop", slice.name()));
                unseen.remove(slice.name());
                assertStale();
            }
        }
        requests.addAll(state.slicesListed(Long.toString(version)));
        unseen.clear();
        lostEdits.removeIf(name -> before.stream().anyMatch(slice -> slice.equals(server.get(name))));
        lostEdits.retainAll(server.keySet());
        assertAsked(requests, !lostEdits.isEmpty());
    }

    /** Asking notes that a sync waits. */
    private void assertStale() {
        assertThat(state.isStale(ControllerName.SLICES, KEY))
                .as("unseen %s", unseen)
                .isEqualTo(!unseen.isEmpty());
        waits |= !unseen.isEmpty();
    }

    private void assertAsked(Collection<SyncRequest> requests, boolean edited) {
        boolean caughtUp = waits && unseen.isEmpty();
        if (caughtUp) {
            assertThat(requests).contains(new SyncRequest(ControllerName.SLICES, KEY, Cause.VIEW_CAUGHT_UP));
            waits = false;
        } else if (edited) {
            assertThat(requests).contains(new SyncRequest(ControllerName.SLICES, KEY, Cause.FOREIGN_EDIT));
        }
    }

    private List<Slice> view() {
        return state.snapshot(KEY).orElseThrow().slices();
    }

    private static Optional<Slice> any(Random random, Collection<Slice> slices) {
        return slices.isEmpty()
                ? Optional.empty()
                : Optional.of(new ArrayList<>(slices).get(random.nextInt(slices.size())));
    }
}
