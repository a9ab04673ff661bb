package io.endpointslice.simulator.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.packing.Exchange;
import io.endpointslice.packing.Group;
import io.endpointslice.packing.Packing;
import io.endpointslice.packing.PackingPolicy;
import io.endpointslice.packing.SliceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A model of {@code Reconciler.reconcileByPortMapping} of {@code k8s.io/endpointslice} v0.37.2. A slice that becomes empty is
 * deleted. New endpoints fill the slices that are updated, the fullest first. A rest that is less than a whole slice goes into
 * the unchanged slice that it fills best, if it fits into one; else it gets a new slice. The reference takes slices and
 * endpoints out of hash maps; here a seed decides.
 */
final class ReferencePolicy implements PackingPolicy {
    private final Random random;

    ReferencePolicy(long seed) {
        random = new Random(seed);
    }

    @Override
    public Packing pack(Group group, Exchange exchange) {
        return new Filling(group).packing();
    }

    private final class Filling {
        private final Group group;
        private final List<Integer> rest;
        private final List<ImmutableIntArray> contents = new ArrayList<>();
        private final ImmutableList.Builder<ImmutableIntArray> created = ImmutableList.builder();

        Filling(Group group) {
            this.group = group;
            this.rest = new ArrayList<>(group.leftover().asList());
            Collections.shuffle(rest, random);
            group.slices()
                    .forEach(slice -> contents.add(
                            slice instanceof SliceState.Forced forced ? forced.kept() : ImmutableIntArray.of()));
        }

        Packing packing() {
            updated().forEach(this::fill);
            while (!rest.isEmpty()) {
                Optional<Integer> unchanged = bestFilled();
                if (unchanged.isPresent()) {
                    fill(unchanged.get());
                } else {
                    created.add(take(group.cap()));
                }
            }
            return new Packing(ImmutableList.copyOf(contents), created.build());
        }

        private List<Integer> updated() {
            return shuffled(i -> isForced(i) && !contents.get(i).isEmpty()).stream()
                    .sorted(Comparator.comparingInt(i -> -held(i)))
                    .toList();
        }

        private Optional<Integer> bestFilled() {
            if (rest.size() >= group.cap()) {
                return Optional.empty();
            }
            return shuffled(i -> !isForced(i) && contents.get(i).isEmpty()).stream()
                    .filter(i -> held(i) + rest.size() <= group.cap())
                    .max(Comparator.comparingInt(this::held));
        }

        private List<Integer> shuffled(IntPredicate filter) {
            List<Integer> slices = IntStream.range(0, group.slices().size())
                    .filter(filter)
                    .boxed()
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(slices, random);
            return slices;
        }

        private boolean isForced(int slice) {
            return group.slices().get(slice) instanceof SliceState.Forced;
        }

        private int held(int slice) {
            int unchanged = group.slices().get(slice) instanceof SliceState.Unchanged state ? state.size() : 0;
            return unchanged + contents.get(slice).length();
        }

        private void fill(int slice) {
            contents.set(
                    slice,
                    ImmutableIntArray.builder()
                            .addAll(contents.get(slice))
                            .addAll(take(group.cap() - held(slice)))
                            .build());
        }

        private ImmutableIntArray take(int most) {
            List<Integer> taken = rest.subList(0, Math.max(0, Math.min(most, rest.size())));
            ImmutableIntArray result = ImmutableIntArray.copyOf(taken);
            taken.clear();
            return result;
        }
    }
}
