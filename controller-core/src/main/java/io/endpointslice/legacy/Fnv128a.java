package io.endpointslice.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The 128-bit FNV-1a hash, in which the reference sorts subsets and ports. Not for anything that needs a good hash. */
final class Fnv128a {
    private static final long PRIME_LOW = 0x13b;
    private static final int PRIME_SHIFT = 24;
    private static final long LOW_HALF = 0xffffffffL;

    private long high = 0x6c62272e07bb0142L;
    private long low = 0x62b821756295c58dL;

    /** A hash as a number that compares as its bytes do. */
    record Hash(long high, long low) implements Comparable<Hash> {
        @Override
        public int compareTo(Hash other) {
            int byHigh = Long.compareUnsigned(high, other.high);
            return byHigh == 0 ? Long.compareUnsigned(low, other.low) : byHigh;
        }
    }

    /** Takes in the text in UTF-8. */
    void add(String text) {
        for (byte octet : text.getBytes(UTF_8)) {
            low ^= octet & 0xff;
            multiply();
        }
    }

    /** Times the prime, which is 2^88 + 0x13b, modulo 2^128. */
    private void multiply() {
        long carry = ((low >>> 32) * PRIME_LOW + (((low & LOW_HALF) * PRIME_LOW) >>> 32)) >>> 32;
        high = high * PRIME_LOW + carry + (low << PRIME_SHIFT);
        low *= PRIME_LOW;
    }

    Hash hash() {
        return new Hash(high, low);
    }
}
