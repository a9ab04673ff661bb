package io.endpointslice.cli.demo;

import java.util.Random;

/** Name endings as API servers make them. The same seed gives the same ones in the same order. */
final class RandomNames {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int LENGTH = 5;

    private final Random random;

    RandomNames(long seed) {
        this.random = new Random(seed);
    }

    /** The prefix and five letters or digits. */
    synchronized String next(String prefix) {
        StringBuilder name = new StringBuilder(prefix);
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> name.append(ALPHABET.charAt(i)));
        return name.toString();
    }
}
