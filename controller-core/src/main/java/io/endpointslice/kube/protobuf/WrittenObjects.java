package io.endpointslice.kube.protobuf;

import java.util.Arrays;

/** Where the messages of objects stand in the bytes that are written, each with its length before it. */
final class WrittenObjects {
    private static final Object[] NO_OBJECTS = {};
    private static final int[] NO_PLACES = {};
    private static final int REFERENCE_BYTES = 4;

    private Object[] objects = NO_OBJECTS;
    private int[] begins = NO_PLACES;
    private int[] ends = NO_PLACES;
    private int size;

    void add(Object object, int begin, int end) {
        if (size == objects.length) {
            int more = Math.max(8, 2 * size);
            objects = Arrays.copyOf(objects, more);
            begins = Arrays.copyOf(begins, more);
            ends = Arrays.copyOf(ends, more);
        }
        objects[size] = object;
        begins[size] = begin;
        ends[size] = end;
        size++;
    }

    /** Notes that what began there, or behind it, stands so many bytes further back. */
    void move(int begin, int bytes) {
        for (int i = size - 1; i >= 0 && begins[i] >= begin; i--) {
            begins[i] += bytes;
            ends[i] += bytes;
        }
    }

    int size() {
        return size;
    }

    /** How many bytes it takes in memory, about, without the objects. */
    int weight() {
        return objects.length * (2 * Integer.BYTES + REFERENCE_BYTES);
    }

    int begin(int index) {
        return begins[index];
    }

    int end(int index) {
        return ends[index];
    }

    /**
     * The index of this very object among those from {@code from} to before {@code to}, as far as there are so many; -1 if it is
     * not there.
     */
    @SuppressWarnings("ReferenceEquality") // to compare what the objects say would take as long as to write them
    int indexOf(Object object, int from, int to) {
        for (int i = from; i < to && i < size; i++) {
            if (objects[i] == object) {
                return i;
            }
        }
        return -1;
    }
}
