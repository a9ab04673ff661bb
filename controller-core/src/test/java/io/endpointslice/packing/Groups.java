package io.endpointslice.packing;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes groups for tests. Endpoints are numbered from 0: those of forced slices in order, then the leftover. */
final class Groups {
    private Groups() {}

    /** A slice in short: forced and what it keeps, or unchanged and what it holds. */
    record Shape(boolean forced, int endpoints) {}

    static Shape forced(int kept) {
        return new Shape(true, kept);
    }

    static Shape unchanged(int size) {
        return new Shape(false, size);
    }

    static Group group(int cap, int leftover, Shape... shapes) {
        return group(cap, leftover, List.of(shapes));
    }

    static Group group(int cap, int leftover, List<Shape> shapes) {
        ImmutableList.Builder<SliceState> slices = ImmutableList.builder();
        int next = 0;
        for (Shape shape : shapes) {
            if (shape.forced()) {
                slices.add(new SliceState.Forced(numbers(next, next + shape.endpoints())));
                next += shape.endpoints();
            } else {
                slices.add(new SliceState.Unchanged(shape.endpoints()));
            }
        }
        return new Group(cap, slices.build(), numbers(next, next + leftover));
    }

    private static ImmutableIntArray numbers(int from, int to) {
        return ImmutableIntArray.copyOf(IntStream.range(from, to));
    }

    /** Every group with that many endpoints, slices and cap at most; forced slices may be one above the cap. */
    static void forEachSmall(int maxEndpoints, int maxSlices, int maxCap, Consumer<Group> consumer) {
        for (int cap = 1; cap <= maxCap; cap++) {
            extend(cap, maxEndpoints, maxSlices, new ArrayList<>(), consumer);
        }
    }

    private static void extend(int cap, int endpoints, int slices, List<Shape> shapes, Consumer<Group> consumer) {
        for (int leftover = 0; leftover <= endpoints; leftover++) {
            consumer.accept(group(cap, leftover, shapes));
        }
        if (slices == 0) {
            return;
        }
        for (int held = 0; held <= Math.min(cap + 1, endpoints); held++) {
            for (boolean forced : new boolean[] {true, false}) {
                if (forced || (held > 0 && held <= cap)) {
                    shapes.add(new Shape(forced, held));
                    extend(cap, endpoints - held, slices - 1, shapes, consumer);
                    shapes.remove(shapes.size() - 1);
                }
            }
        }
    }

    /** A group of up to some thousand endpoints. */
    static Group random(Random random) {
        int cap = 1 + random.nextInt(random.nextBoolean() ? 5 : 200);
        List<Shape> shapes = new ArrayList<>();
        int slices = random.nextInt(30);
        for (int i = 0; i < slices; i++) {
            shapes.add(
                    random.nextInt(3) == 0
                            ? unchanged(1 + random.nextInt(cap))
                            : forced(random.nextInt(random.nextInt(10) == 0 ? 2 * cap : cap + 1)));
        }
        return group(cap, random.nextInt(4) == 0 ? 0 : random.nextInt(10 * cap), shapes);
    }

    /** The same group with kinds, a forecast and an allowance that are drawn at random. */
    static Group withOutlook(Group group, int allowance, Random random) {
        int kinds = 1 + random.nextInt(6);
        Forecast forecast = new Forecast(
                ImmutableDoubleArray.copyOf(random.doubles(kinds, 0, 3)),
                ImmutableDoubleArray.copyOf(random.doubles(kinds, 0, 0.3)));
        ImmutableList<SliceState> slices = group.slices().stream()
                .map(slice -> slice instanceof SliceState.Forced forced
                        ? new SliceState.Forced(
                                forced.kept(), kinds(forced.kept().length(), kinds, random))
                        : slice)
                .collect(ImmutableList.toImmutableList());
        Outlook outlook = new Outlook(
                forecast, kinds(group.leftover().length(), kinds, random), random.nextInt(kinds), allowance);
        return new Group(group.cap(), slices, group.leftover(), outlook);
    }

    private static ImmutableIntArray kinds(int endpoints, int kinds, Random random) {
        return ImmutableIntArray.copyOf(random.ints(endpoints, 0, kinds));
    }
}
