package io.endpointslice.cli.cluster;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Names for slices that would be created. They look like those of an API server (generateName and five characters), and are
 * the same each time, so that two plans of the same input can be compared.
 */
final class SliceNames {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;
    private static final int MAX_PREFIX_LENGTH = 63 - SUFFIX_LENGTH;

    /** Namespace and name of every slice that has one. */
    private final Set<String> taken = new HashSet<>();

    /** Marks a name as one that exists. */
    void take(String namespace, String name) {
        taken.add(namespace + "/" + name);
    }

    /**
     * A name that is not taken yet, and is from now on.
     *
     * @param index which of the slices that the Service gets in this plan, from 0
     */
    String create(ServiceKey service, Slice slice, int index) {
        String generateName = slice.meta().generateName();
        String prefix = generateName.substring(0, Math.min(generateName.length(), MAX_PREFIX_LENGTH));
        String identity = service + "|" + slice.addressType() + "|" + slice.ports() + "|" + index;
        for (int attempt = 0; ; attempt++) {
            String name = prefix + suffix(identity + "|" + attempt);
            if (taken.add(service.namespace() + "/" + name)) {
                return name;
            }
        }
    }

    private static String suffix(String identity) {
        HashCode hash = Hashing.sha256().hashString(identity, StandardCharsets.UTF_8);
        long rest = hash.asLong() >>> 1;
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            suffix.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
            rest /= ALPHABET.length();
        }
        return suffix.toString();
    }
}
