package io.endpointslice.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Fnv128aTest {
    @DisplayName("the hashes of Go's hash/fnv New128a")
    @ParameterizedTest
    @CsvSource({
        "'', 6c62272e07bb0142, 62b821756295c58d",
        "a, d228cb696f1a8caf, 78912b704e4a8964",
        "foobar, 343e1662793c64bf, 6f0d3597ba446f18",
        "(v1.EndpointSubset), 3b4bad80b529ef15, c31dd4b79bae0392",
        "zürich, 80d683fcd64ff78d, d58310f365c6e5f8",
    })
    void likeGo(String text, String high, String low) {
        assertThat(hash(text))
                .isEqualTo(new Fnv128a.Hash(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)));
    }

    @DisplayName("the same as by the book, in numbers of any size")
    @Test
    void byTheBook() {
        BigInteger modulus = BigInteger.ONE.shiftLeft(128);
        BigInteger prime = BigInteger.ONE.shiftLeft(88).add(BigInteger.valueOf(0x13b));
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            BigInteger expected = new BigInteger("6c62272e07bb014262b821756295c58d", 16);
            for (int i = 0; i < 200; i++) {
                char letter = (char) random.nextInt(128);
                text.append(letter);
                expected =
                        expected.xor(BigInteger.valueOf(letter)).multiply(prime).mod(modulus);
            }

            assertThat(hash(text.toString()))
                    .as("seed %s", seed)
                    .isEqualTo(new Fnv128a.Hash(expected.shiftRight(64).longValue(), expected.longValue()));
        }
    }

    @DisplayName("hashes compare as their bytes do: without a sign, the high half first")
    @Test
    void order() {
        assertThat(new Fnv128a.Hash(1, 0)).isLessThan(new Fnv128a.Hash(-1, 0)).isGreaterThan(new Fnv128a.Hash(0, -1));
        assertThat(new Fnv128a.Hash(1, 2)).isLessThan(new Fnv128a.Hash(1, -2));
    }

    private static Fnv128a.Hash hash(String text) {
        Fnv128a fnv = new Fnv128a();
        fnv.add(text);
        return fnv.hash();
    }
}
