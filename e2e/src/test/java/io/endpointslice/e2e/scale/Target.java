package io.endpointslice.e2e.scale;

import com.google.common.base.Splitter;
import java.util.List;

/**
 * What a path is of.
 *
 * @param namespace empty for all namespaces, and for what has none
 * @param name empty for all objects
 */
record Target(String namespace, String plural, String name) {
    private static final int GROUP = 3;
    private static final int CORE = 2;

    /** Of a path such as {@code /api/v1/namespaces/shop/endpoints/web}. */
    static Target of(String path) {
        List<String> parts = Splitter.on('/').omitEmptyStrings().splitToList(path);
        int resource = path.startsWith("/apis/") ? GROUP : CORE;
        String namespace = "";
        if (at(parts, resource).equals("namespaces")) {
            namespace = at(parts, resource + 1);
            resource += 2;
        }
        return new Target(namespace, at(parts, resource), at(parts, resource + 1));
    }

    /** Of one object. */
    String key() {
        return namespace + "/" + name;
    }

    private static String at(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }
}
