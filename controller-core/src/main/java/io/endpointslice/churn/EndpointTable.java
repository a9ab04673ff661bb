package io.endpointslice.churn;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.EndpointIdentity;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Endpoints by a hash of their identity, each with one number. An entry is 12 bytes; after a rebuild a third to two thirds are
 * in use, so that an endpoint takes 36 bytes or less. Two endpoints with the same hash of 64 bits would be taken for one; only foresight would suffer.
 */
final class EndpointTable {
    /** The number of an endpoint that is not in the table. */
    static final int ABSENT = -1;

    private static final int SMALLEST = 8;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] hashes = new long[SMALLEST];
    private int[] numbers = filled(SMALLEST);
    private int size;

    private static int[] filled(int length) {
        int[] numbers = new int[length];
        Arrays.fill(numbers, ABSENT);
        return numbers;
    }

    /** The number of the endpoint, or {@link #ABSENT}. */
    int get(EndpointIdentity endpoint) {
        return numbers[find(hash(endpoint))];
    }

    /**
     * Puts the endpoint in, or gives it another number. Where the table is full, entries that are worth nothing are dropped.
     *
     * @param number 0 or more
     * @param worthless whether an entry with that number need not be kept
     */
    void put(EndpointIdentity endpoint, int number, IntPredicate worthless) {
        if ((size + 1) * 4 > hashes.length * 3) {
            rebuild(worthless);
        }
        long hash = hash(endpoint);
        int at = find(hash);
        if (numbers[at] == ABSENT) {
            size++;
        }
        hashes[at] = hash;
        numbers[at] = number;
    }

    /** Takes the endpoint out, if it is there. */
    void remove(EndpointIdentity endpoint) {
        int hole = find(hash(endpoint));
        if (numbers[hole] == ABSENT) {
            return;
        }
        size--;
        int mask = hashes.length - 1;
        for (int at = (hole + 1) & mask; numbers[at] != ABSENT; at = (at + 1) & mask) {
            int home = (int) hashes[at] & mask;
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                hashes[hole] = hashes[at];
                numbers[hole] = numbers[at];
                hole = at;
            }
        }
        numbers[hole] = ABSENT;
        if (size * 6 < hashes.length && hashes.length > SMALLEST) {
            rebuild(number -> false);
        }
    }

    int size() {
        return size;
    }

    /** Bytes of its arrays. */
    int bytes() {
        return hashes.length * Long.BYTES + numbers.length * Integer.BYTES;
    }

    private void rebuild(IntPredicate worthless) {
        long[] oldHashes = hashes;
        int[] oldNumbers = numbers;
        int kept = 0;
        for (int number : oldNumbers) {
            kept += number != ABSENT && !worthless.test(number) ? 1 : 0;
        }
        int length = SMALLEST;
        while ((kept + 1) * 3 > length * 2) {
            length *= 2;
        }
        hashes = new long[length];
        numbers = filled(length);
        size = kept;
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != ABSENT && !worthless.test(oldNumbers[i])) {
                int at = find(oldHashes[i]);
                hashes[at] = oldHashes[i];
                numbers[at] = oldNumbers[i];
            }
        }
    }

    private int find(long hash) {
        int mask = hashes.length - 1;
        int at = (int) hash & mask;
        while (numbers[at] != ABSENT && hashes[at] != hash) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Of the hashes that the texts keep: those of the name and of an address have 64 bits between them. */
    private static long hash(EndpointIdentity endpoint) {
        long hash = add(FNV_OFFSET, endpoint.namespace());
        hash = add(hash, endpoint.name());
        hash = add(hash, endpoint.hostname());
        ImmutableList<String> addresses = endpoint.addresses();
        for (int i = 0; i < addresses.size(); i++) {
            hash = add(hash, addresses.get(i));
        }
        return hash ^ (hash >>> 32);
    }

    private static long add(long hash, String text) {
        return (Long.rotateLeft(hash, 32) ^ text.hashCode()) * FNV_PRIME;
    }
}
